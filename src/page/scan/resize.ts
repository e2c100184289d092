/** Weights of the source pixels for each target pixel along one direction (cubic, widened when shrinking). */
function weigh(source: number, target: number): { first: Int32Array; weights: Float32Array[] } {
  const scale = source / target
  const support = Math.max(1, scale) * 2
  const first = new Int32Array(target)
  const weights: Float32Array[] = []
  for (let i = 0; i < target; i++) {
    const middle = (i + 0.5) * scale - 0.5
    const from = Math.ceil(middle - support)
    const list = new Float32Array(Math.floor(middle + support) - from + 1)
    let sum = 0
    for (let k = 0; k < list.length; k++) {
      const weight = cubic((from + k - middle) / Math.max(1, scale))
      list[k] = weight
      sum += weight
    }
    for (let k = 0; k < list.length; k++) list[k] = (list[k] ?? 0) / sum
    first[i] = from
    weights.push(list)
  }
  return { first, weights }
}

/** Catmull-Rom */
function cubic(distance: number): number {
  const d = Math.abs(distance)
  if (d < 1) return 1.5 * d * d * d - 2.5 * d * d + 1
  if (d < 2) return -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2
  return 0
}

/** Grey pixels scaled to `width` x `height`; pixels outside the source repeat its border. */
export function resizeGrey(
  source: { width: number; height: number; grey: Uint8Array },
  width: number,
  height: number,
): Float32Array {
  const across = weigh(source.width, width)
  const down = weigh(source.height, height)
  const middle = new Float32Array(width * source.height)
  for (let y = 0; y < source.height; y++) {
    for (let x = 0; x < width; x++) {
      const weights = across.weights[x] ?? new Float32Array()
      const first = across.first[x] ?? 0
      let sum = 0
      for (let k = 0; k < weights.length; k++) {
        const at = Math.max(0, Math.min(source.width - 1, first + k))
        sum += (weights[k] ?? 0) * (source.grey[y * source.width + at] ?? 255)
      }
      middle[y * width + x] = sum
    }
  }
  const out = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const weights = down.weights[y] ?? new Float32Array()
    const first = down.first[y] ?? 0
    for (let k = 0; k < weights.length; k++) {
      const row = Math.max(0, Math.min(source.height - 1, first + k)) * width
      const weight = weights[k] ?? 0
      for (let x = 0; x < width; x++) out[y * width + x] = (out[y * width + x] ?? 0) + weight * (middle[row + x] ?? 255)
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.max(0, Math.min(255, out[i] ?? 255))
  return out
}
