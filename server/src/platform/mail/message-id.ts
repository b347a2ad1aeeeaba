import { addressOf } from './header-text.ts'

/** The Message-ID of an email of ours: its ID, at the domain that it is sent from. */
export const messageIdOf = (id: string, from: string): string =>
  `<${id}@${addressOf(from).split('@').at(-1) || 'localhost'}>`
