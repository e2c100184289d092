/** The picture of a page with its values marked: drawn beside the list, zoomed to the cell in question. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Box, PlacedValue } from '../api.ts'
import { pageAddress } from './client.ts'
import { isTyping } from './keys.ts'
import type { Say } from './words.ts'

const LEAST_ZOOM = 0.4
const MOST_ZOOM = 5
const ZOOM_STEP = 1.3
/** The part of the view that the cell in question takes. */
const CELL_PART = 0.26

export interface Target {
  page: number
  boxes: readonly Box[]
}

interface Props {
  document: string
  pages: readonly { number: number; width: number; height: number }[]
  /** Where to look; a new one moves the view. */
  target: Target | null
  /** Pages with a piece of the finding. */
  marked: readonly { page: number; box: Box }[]
  values: readonly PlacedValue[]
  hovered: PlacedValue | null
  chosen: PlacedValue | null
  hover: (value: PlacedValue | null) => void
  choose: (value: PlacedValue) => void
  goTo: (page: number) => void
  say: Say
}

const around = (boxes: readonly Box[]): Box | null =>
  boxes.length === 0
    ? null
    : [
        Math.min(...boxes.map((box) => box[0])),
        Math.min(...boxes.map((box) => box[1])),
        Math.max(...boxes.map((box) => box[2])),
        Math.max(...boxes.map((box) => box[3])),
      ]

export function PageView(props: Props) {
  const { document, pages, target, marked, values, hovered, chosen, hover, choose, goTo, say } = props
  const view = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState(1.2)
  const [state, setState] = useState<'drawing' | 'shown' | 'gone'>('drawing')
  const size = pages.find((page) => page.number === target?.page)
  const address = target === null ? '' : pageAddress(document, target.page)

  const zoomTo = (next: number, box: Box | null): void => {
    const element = view.current
    if (!element || !size) return
    const limited = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, next))
    const middle = box
      ? { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }
      : {
          x: (element.scrollLeft + element.clientWidth / 2) / zoom,
          y: (element.scrollTop + element.clientHeight / 2) / zoom,
        }
    setZoom(limited)
    requestAnimationFrame(() => {
      element.scrollLeft = middle.x * limited - element.clientWidth / 2
      element.scrollTop = middle.y * limited - element.clientHeight / 2
    })
  }
  const toCell = (): void => {
    const element = view.current
    const box = around(target?.boxes ?? [])
    if (!element || !size) return
    if (box === null) {
      zoomTo(element.clientWidth / size.width, [0, 0, size.width, 0])
      return
    }
    const wide = (element.clientWidth * CELL_PART) / Math.max(20, box[2] - box[0])
    const high = (element.clientHeight * 0.5) / Math.max(14, box[3] - box[1])
    zoomTo(Math.min(2.6, Math.max(element.clientWidth / size.width, Math.min(wide, high))), box)
  }
  const wholePage = (): void => {
    const element = view.current
    if (element && size)
      zoomTo(Math.min(element.clientWidth / size.width, element.clientHeight / size.height), [
        0,
        0,
        size.width,
        size.height,
      ])
  }
  useEffect(() => setState('drawing'), [address])
  useLayoutEffect(toCell, [target])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '+' || event.key === '=') zoomTo(zoom * ZOOM_STEP, null)
      else if (event.key === '-') zoomTo(zoom / ZOOM_STEP, null)
      else if (event.key === '0') toCell()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  if (target === null || !size) return <div class="page-view none">{say('noPicture')}</div>
  const { number, width, height } = size
  const at = pages.findIndex((page) => page.number === number)
  const [before, after] = [pages[at - 1], pages[at + 1]]
  const rectangle = (box: Box) => ({ x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1] })
  return (
    <section class="page-view" aria-label={say('pagePicture')}>
      <div class="tools" role="toolbar" aria-label={say('pagePicture')}>
        <button
          type="button"
          onClick={() => before && goTo(before.number)}
          disabled={!before}
          aria-label={say('previousPage')}
        >
          ‹
        </button>
        <span>
          {say('page')} {number} / {pages.length}
        </span>
        <button
          type="button"
          onClick={() => after && goTo(after.number)}
          disabled={!after}
          aria-label={say('nextPage')}
        >
          ›
        </button>
        {[...new Set(marked.map((piece) => piece.page))]
          .filter((page) => page !== number)
          .map((page) => (
            <button key={page} type="button" class="other-page" onClick={() => goTo(page)}>
              {say('page')} {page}
            </button>
          ))}
        <span class="space" />
        <button type="button" onClick={() => zoomTo(zoom / ZOOM_STEP, null)} aria-label={say('zoomOut')}>
          −
        </button>
        <button type="button" onClick={() => zoomTo(zoom * ZOOM_STEP, null)} aria-label={say('zoomIn')}>
          +
        </button>
        <button type="button" onClick={toCell}>
          {say('zoomCell')}
        </button>
        <button type="button" onClick={wholePage}>
          {say('wholePage')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="paper" ref={view} tabIndex={0}>
        {state !== 'shown' && <p class="note">{say(state === 'gone' ? 'pictureGone' : 'drawing')}</p>}
        <div class="sheet" style={{ width: `${width * zoom}px`, height: `${height * zoom}px` }}>
          <img
            key={address}
            src={address}
            alt={`${say('page')} ${number}`}
            onLoad={() => setState('shown')}
            onError={() => setState('gone')}
            hidden={state !== 'shown'}
          />
          <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            {values.flatMap((value, index) =>
              value.boxes.map((box) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the table beside it is for the keys
                <rect
                  key={`${index} ${box.box.join()}`}
                  class={`value${value === hovered ? ' hovered' : ''}${value === chosen ? ' chosen' : ''}`}
                  {...rectangle(box.box)}
                  onMouseEnter={() => hover(value)}
                  onMouseLeave={() => hover(null)}
                  onClick={() => choose(value)}
                />
              )),
            )}
            {marked
              .filter((piece) => piece.page === number)
              .map((piece) => (
                <rect key={piece.box.join()} class="asked" {...rectangle(piece.box)} />
              ))}
          </svg>
        </div>
      </div>
    </section>
  )
}
