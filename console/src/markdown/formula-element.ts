import { createElement, type ReactNode } from 'react'
import temml from 'temml'

const elements = new Set(
  (
    'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover ' +
    'mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose mstyle'
  ).split(' '),
)
const word = /^[a-z -]{1,60}$/
const length = /^-?\d{0,2}(?:\.\d{1,6})?(?:em|ex|mu|%)?$/
const attributes: Record<string, RegExp> = {
  ...Object.fromEntries(
    (
      'display displaystyle mathvariant stretchy fence separator form accent accentunder largeop ' +
      'movablelimits symmetric columnalign rowalign notation columnlines rowlines frame'
    )
      .split(' ')
      .map((name) => [name, word]),
  ),
  ...Object.fromEntries(
    'lspace rspace minsize maxsize width height depth voffset linethickness columnspacing rowspacing'
      .split(' ')
      .map((name) => [name, length]),
  ),
  scriptlevel: /^[+-]?\d$/,
  columnspan: /^\d{1,2}$/,
  rowspan: /^\d{1,2}$/,
  class: /^(?:tml-[a-z]+ ?)+$/,
}

const TEX_MAX = 4_000
const NODES_MAX = 4_000
const options = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxExpand: 200,
  maxSize: [20, 20] as [number, number],
}

/**
 * A formula in TeX as MathML, or null when it is none. Only elements and attributes of the lists above come out, with
 * values of the form that stands there: no links, no images, no styles.
 */
export function formulaElement(tex: string, isDisplayed: boolean): ReactNode {
  if (tex.length > TEX_MAX) return null
  let markup: string
  try {
    markup = temml.renderToString(tex, { ...options, displayMode: isDisplayed })
  } catch {
    return null
  }
  const root = new DOMParser().parseFromString(markup, 'application/xml').documentElement
  if (root.localName !== 'math' || root.querySelectorAll('*').length > NODES_MAX) return null
  return toElement(root, 0)
}

function toElement(node: Element, key: number): ReactNode {
  const children = [...node.childNodes].map((child, index) =>
    child instanceof Element
      ? toElement(child, index)
      : child.nodeType === Node.TEXT_NODE && child.textContent,
  )
  // What is not on the list goes, what is in it stays.
  if (!elements.has(node.localName)) return children
  const props: Record<string, string | number> = { key }
  for (const { name, value } of node.attributes)
    if (attributes[name]?.test(value)) props[name === 'class' ? 'className' : name] = value
  return createElement(node.localName, props, ...children)
}
