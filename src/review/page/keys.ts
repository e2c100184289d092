/** Which key does what. Keys are letters of a text where one is being typed. */
import { flushSync } from 'preact/compat'
import { useEffect } from 'preact/hooks'

export interface Commands {
  /** 1 is to the next finding, -1 to the one before. */
  move(step: number): void
  /** Takes the candidate of this place, 0 being the first. */
  take(candidate: number): void
  undo(): void
  redo(): void
  showFinding(): void
  switchSide(): void
  switchHelp(): void
  closeHelp(): void
}

/** Keys belong to the field that is being filled. */
export function isTyping(event: KeyboardEvent): boolean {
  const element = event.target
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLInputElement && element.type !== 'checkbox')
  )
}

const press = (id: string): void => document.getElementById(id)?.click()

function actionsOf(commands: Commands, event: KeyboardEvent): Record<string, () => void> {
  const focus = (id: string): void => {
    // At once: what is typed before the field has the focus would be taken as commands.
    flushSync(commands.showFinding)
    document.getElementById(id)?.focus()
  }
  const isInPaper = event.target instanceof HTMLElement && event.target.closest('.paper') !== null
  return {
    j: () => commands.move(1),
    k: () => commands.move(-1),
    ...(isInPaper ? {} : { ArrowDown: () => commands.move(1), ArrowUp: () => commands.move(-1) }),
    a: () => press('accept'),
    p: () => press('as-printed'),
    v: () => focus('value'),
    c: () => focus('comment'),
    u: commands.undo,
    y: commands.redo,
    '/': () => focus('search'),
    g: commands.switchSide,
    '?': commands.switchHelp,
  }
}

export function useKeys(commands: Commands): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (key === 'Escape') {
        commands.closeHelp()
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        return
      }
      if (isTyping(event)) return
      if ((event.ctrlKey || event.metaKey) && key === 'z') {
        event.preventDefault()
        if (event.shiftKey) commands.redo()
        else commands.undo()
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (/^[1-9]$/.test(key)) {
        commands.take(Number(key) - 1)
        return
      }
      const action = actionsOf(commands, event)[key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
