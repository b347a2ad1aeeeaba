import { addressOf } from './header-text.ts'

/** What a mail of ours is called: by its id, at the domain that it is sent from. */
export const messageIdOf = (id: string, from: string): string =>
  `<${id}@${addressOf(from).split('@').at(-1) || 'localhost'}>`
