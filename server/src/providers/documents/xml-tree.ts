import { XMLParser } from 'fast-xml-parser'
import { Refusal } from './refusal.ts'

/** An element of an XML part, its children in order. Names are without their prefix, attributes as they are written. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

const ATTRIBUTES = ':@'
const TEXT = '#text'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
})

type Parsed = Record<string, unknown>

/** The root of an XML document. Throws Refusal if it is malformed or defines its own entities. */
export function parseXml(text: string): XmlElement {
  if (/<!ENTITY/i.test(text))
    throw new Refusal('unsafe-xml', 'The file defines XML entities, which no document needs.')
  let nodes: Parsed[]
  try {
    nodes = parser.parse(text) as Parsed[]
  } catch (error) {
    throw new Refusal('damaged', 'The file is damaged: a part of it is not readable XML.', { cause: error })
  }
  const root = nodes.map(toNode).find((node) => typeof node !== 'string')
  if (!root || typeof root === 'string')
    throw new Refusal('damaged', 'The file is damaged: a part of it is empty.')
  return root
}

function toNode(parsed: Parsed): XmlElement | string {
  if (TEXT in parsed) return String(parsed[TEXT])
  const name = Object.keys(parsed).find((key) => key !== ATTRIBUTES) ?? ''
  return {
    name: name.slice(name.indexOf(':') + 1),
    attributes: (parsed[ATTRIBUTES] ?? {}) as Record<string, string>,
    children: ((parsed[name] ?? []) as Parsed[]).map(toNode),
  }
}

export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child) => typeof child !== 'string')

/** Its children of that name. */
export const childrenNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => child.name === name)

/** The first one by a path of names, or null. */
export const childAt = (element: XmlElement, ...path: string[]): XmlElement | null =>
  path.reduce<XmlElement | null>((found, name) => (found && childrenNamed(found, name)[0]) ?? null, element)

/** The same, or Refusal. */
export function requireElement(element: XmlElement, ...path: string[]): XmlElement {
  const found = childAt(element, ...path)
  if (!found) throw new Refusal('damaged', 'The file is damaged: a part of it is empty.')
  return found
}

/** All descendants of that name, in the order of the text. */
export const descendantsNamed = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsNamed(child, name),
  ])

export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
