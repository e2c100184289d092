/** One run at a time on an output folder; a lock of a process that is gone is taken over. */
import { readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ConversionError } from '../model/errors.ts'
import { explainWriteError, makeFolder, temporaryName } from '../output/whole-file.ts'
import type { OutputLayout } from './layout.ts'

/** Tells a process from a later one with the same number; empty where the system does not say. */
function processStart(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The command's name may hold spaces and parentheses; field 22 counts from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? []
    return `${boot} ${fields[19] ?? ''}`
  } catch {
    return ''
  }
}

function isRunning(holder: string): boolean {
  const [first = '', ...rest] = holder.split(' ')
  const start = rest.join(' ')
  const pid = Number(first)
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return start === '' || start === processStart(pid)
}

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code))

/** What the lock says of its holder; null where there is no lock. */
function readHolder(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return null
    if (hasCode(error, ['EINVAL', 'UNKNOWN'])) return readFileSync(path, 'utf8')
    throw error
  }
}

/** A link is made together with its content, so no other run ever sees an empty lock. */
function makeLock(holder: string, path: string): void {
  try {
    symlinkSync(holder, path)
  } catch (error) {
    if (!hasCode(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])) throw error
    // A system or file system without links.
    writeFileSync(path, holder, { flag: 'wx' })
  }
}

/** Takes the lock, or throws ConversionError `output-locked`. Returns what gives it back. */
export function lockOutput(layout: OutputLayout): () => void {
  makeFolder(layout.state)
  const mine = `${process.pid} ${processStart(process.pid)}`
  for (;;) {
    try {
      makeLock(mine, layout.lock)
      removeLeftovers(layout.lock)
      return () => rmSync(layout.lock, { force: true })
    } catch (error) {
      if (!hasCode(error, ['EEXIST'])) throw explainWriteError(error, layout.folder)
    }
    const holder = readHolder(layout.lock)
    if (holder === null) continue
    if (isRunning(holder)) throw new ConversionError('output-locked', { process: holder.split(' ')[0] ?? '' })
    takeAway(layout.lock, holder)
  }
}

/** Removes a stale lock, and not one that another run has just taken. */
function takeAway(lock: string, stale: string): void {
  const away = temporaryName(lock)
  try {
    renameSync(lock, away)
  } catch (error) {
    if (hasCode(error, ['ENOENT'])) return
    throw error
  }
  const holder = readHolder(away)
  if (holder === stale) rmSync(away, { force: true })
  else if (holder !== null) renameSync(away, lock)
}

/** Removes stale locks that a run was taking away when it was killed. */
function removeLeftovers(lock: string): void {
  const folder = dirname(lock)
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`.${basename(lock)}.`)) continue
    const holder = readHolder(join(folder, name))
    if (holder !== null && !isRunning(holder)) rmSync(join(folder, name), { force: true })
  }
}
