import { escaped } from './escaped.ts'

/** A text as HTML that shows it as it was typed. */
export const asWritten = (text: string): string => `<p>${escaped(text).replaceAll('\n', '<br>\n')}</p>\n`
