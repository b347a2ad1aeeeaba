import { createStore } from '../data/store.ts'

/** A toast: shown in a corner, and gone by itself. */
interface Toast {
  text: string
  isFailure?: boolean
  undo?: () => void
  closesAfterMs?: number
}

export const toasts = createStore<readonly (Toast & { number: number })[]>([])
const SHOWN_MAX = 4
let number = 0

/** Says it. The same again takes the place of what is still shown, unless that can be undone: those are two things. */
export function toast(said: Toast) {
  const mine = ++number
  const others = toasts.get().filter(({ text, undo }) => text !== said.text || undo !== undefined)
  toasts.set([...others.slice(1 - SHOWN_MAX), { ...said, number: mine }])
  setTimeout(closeToast, said.closesAfterMs ?? 5_000, mine)
}

export const closeToast = (closed: number) =>
  toasts.set(toasts.get().filter((other) => other.number !== closed))
