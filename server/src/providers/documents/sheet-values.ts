import { childAt, childrenNamed, descendantsNamed, textOf, type XmlElement } from './xml-tree.ts'

/** How the numbers of a workbook are to be shown. */
export interface NumberStyles {
  /** By the number that a cell names its style with. */
  readonly kinds: readonly NumberKind[]
  /** Whether days are counted from 1904, as on old Macs. */
  readonly from1904: boolean
}
type NumberKind = 'plain' | 'date' | 'percent'

const DAY_MS = 86_400_000
const builtinDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])
// Dates of East Asian editions.
const isAsianDate = (id: number) => (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** Reads the part of styles, which may be missing. */
export function numberStyles(styles: XmlElement | null, from1904: boolean): NumberStyles {
  if (!styles) return { kinds: [], from1904 }
  const codes = new Map(
    descendantsNamed(styles, 'numFmt').map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode ?? '',
    ]),
  )
  const formats = childAt(styles, 'cellXfs')
  const kinds = (formats ? childrenNamed(formats, 'xf') : []).map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0)
    return kindOf(id, codes.get(id))
  })
  return { kinds, from1904 }
}

function kindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent'
    return builtinDates.has(id) || isAsianDate(id) ? 'date' : 'plain'
  }
  const bare = code.replace(/"[^"]*"|\\.|\[[^[\]]*\]/g, '')
  if (bare.includes('%')) return 'percent'
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? 'date' : 'plain'
}

/** The displayed text of a cell, close enough to be found and cited. */
export function cellText(cell: XmlElement, strings: readonly string[], styles: NumberStyles): string {
  const value = childAt(cell, 'v')
  const raw = value ? textOf(value) : ''
  switch (cell.attributes.t) {
    case 's':
      return strings[Number(raw)] ?? ''
    case 'inlineStr':
      return richText(childAt(cell, 'is'))
    case 'str':
    case 'd':
      return raw
    case 'b':
      return raw === '1' ? 'TRUE' : 'FALSE'
    case 'e':
      return ''
    default:
      return raw === ''
        ? ''
        : numberText(raw, styles.kinds[Number(cell.attributes.s ?? 0)] ?? 'plain', styles)
  }
}

/** The runs of a text without the reading aid above its characters. */
export const richText = (element: XmlElement | null): string =>
  element === null
    ? ''
    : [
        ...childrenNamed(element, 't'),
        ...childrenNamed(element, 'r').flatMap((run) => childrenNamed(run, 't')),
      ]
        .map(textOf)
        .join('')

function numberText(raw: string, kind: NumberKind, { from1904 }: NumberStyles): string {
  const number = Number(raw)
  if (!Number.isFinite(number)) return raw
  if (kind === 'date') return dateText(number, from1904)
  // Fifteen digits are all that a sheet shows; the rest is the noise of binary fractions.
  if (kind === 'percent') return `${Number((number * 100).toPrecision(15))}%`
  return String(Number(number.toPrecision(15)))
}

function dateText(days: number, from1904: boolean): string {
  // The first of March 1900 is day 61: sheets count a day in February 1900 that never was.
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 61 ? 31 : 30)
  const date = new Date(Math.round((start + days * DAY_MS) / 1000) * 1000)
  if (Number.isNaN(date.getTime())) return String(days)
  const [day = '', time = ''] = date.toISOString().split('T')
  const clock = time.slice(0, time.slice(6, 8) === '00' ? 5 : 8)
  if (days < 1) return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}
