import type { Step } from './step.ts'

const LENGTH = 110
const LENGTH_AT_END = 40

/** A step as a line of a trace. Of what begins a transaction only that it does; an end says of what it is. */
export function wordsOf({ texts, endsTransaction, connection: { transaction } }: Step): string {
  const words = texts
    .map((text) => inShort(text, LENGTH))
    .filter(Boolean)
    .join('; ')
  const first = transaction?.texts.map((text) => inShort(text, LENGTH_AT_END)).find(Boolean)
  return endsTransaction && first && texts.length === 1 ? `${words} of ${first}` : words
}

const inShort = (text: string, length: number): string =>
  text.startsWith('SELECT set_config(')
    ? ''
    : text.replaceAll('"', '').replaceAll(/\s+/g, ' ').trim().slice(0, length)
