import { createStore } from '../../data/store.ts'

/** The messages whose words are being changed; they stay in the page also when they are scrolled out of sight. */
export const editing = createStore<ReadonlySet<string>>(new Set())

export const beginEditing = (messageId: string) => editing.set(new Set([...editing.get(), messageId]))

export const endEditing = (messageId: string) =>
  editing.set(new Set([...editing.get()].filter((id) => id !== messageId)))
