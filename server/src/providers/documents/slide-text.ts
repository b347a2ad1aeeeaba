import { childAt, childrenNamed, descendantsNamed, elementsOf, textOf, type XmlElement } from './xml-tree.ts'

/** The text of one shape on a slide, line by line. */
export interface SlideText {
  readonly isTitle: boolean
  readonly lines: string[]
}

// They say the same on every slide.
const furniture = new Set(['sldNum', 'ftr', 'dt', 'hdr', 'sldImg'])

/** The texts of a slide in the order of its shapes, including grouped ones. */
export function slideParagraphs(tree: XmlElement): SlideText[] {
  return elementsOf(tree).flatMap((shape): SlideText[] => {
    if (shape.name === 'grpSp') return slideParagraphs(shape)
    if (shape.name === 'graphicFrame') return descendantsNamed(shape, 'tbl').map(tableText)
    if (shape.name !== 'sp') return []
    const kind = childAt(shape, 'nvSpPr', 'nvPr', 'ph')?.attributes.type ?? ''
    const body = childAt(shape, 'txBody')
    const lines = body && !furniture.has(kind) ? linesOf(body) : []
    return lines.length === 0 ? [] : [{ isTitle: kind === 'title' || kind === 'ctrTitle', lines }]
  })
}

function linesOf(body: XmlElement): string[] {
  return childrenNamed(body, 'p').flatMap((paragraph) => {
    const depth = Number(childAt(paragraph, 'pPr')?.attributes.lvl ?? 0)
    const text = paragraphText(paragraph)
    return text.trim() === '' ? [] : ['  '.repeat(Math.min(depth, 8)) + text]
  })
}

const paragraphText = (paragraph: XmlElement): string =>
  elementsOf(paragraph)
    .map((run) => {
      if (run.name === 'br') return ' '
      const text = run.name === 'r' || run.name === 'fld' ? childAt(run, 't') : null
      return text ? textOf(text) : ''
    })
    .join('')

function tableText(table: XmlElement): SlideText {
  const lines = childrenNamed(table, 'tr').map((row) =>
    childrenNamed(row, 'tc')
      .map((cell) => {
        const body = childAt(cell, 'txBody')
        return body ? linesOf(body).join(' ').trim() : ''
      })
      .join(' | '),
  )
  return { isTitle: false, lines: lines.filter((line) => /[^\s|]/.test(line)) }
}
