import { storableText } from '#kernel/storable.ts'
import type { ForeignConversation, Node, Tree } from './foreign.ts'
import { Unreadable } from './reading/unreadable.ts'

const MESSAGES_MAX = 20_000
const TEXT_MAX = 500_000
const TITLE_MAX = 200
const NAME_MAX = 100
const KEY_MAX = 200

/**
 * A tree in storage order: every message after its parent, siblings in order of time, without empty nodes. Throws
 * Unreadable for an invalid tree.
 */
export function inOrder(tree: Tree): ForeignConversation {
  if (tree.externalId.length > KEY_MAX) throw new Unreadable('Its id is too long.')
  const { ordered, anchors } = walk(tree.nodes)
  const places = new Map(ordered.map(({ node }, place) => [node.key, place]))
  const created = tree.createdAt ?? ordered.find(({ node }) => node.at)?.node.at ?? new Date(0)
  let latest = created
  const messages = ordered.flatMap(({ node: { said, at }, parent }) => {
    if (!said) return []
    latest = at ?? latest
    return {
      role: said.role,
      name: storableText(said.name).slice(0, NAME_MAX),
      parts: said.parts.map((part) => ({ ...part, text: withinLimit(part.text) })),
      at: latest,
      parent: parent === null ? null : (places.get(parent) ?? null),
    }
  })
  const headKey = tree.headKey === null ? undefined : anchors.get(tree.headKey)
  const head = headKey === undefined ? undefined : places.get(headKey)
  return {
    format: tree.format,
    externalId: storableText(tree.externalId),
    title: storableText(tree.title).trim().slice(0, TITLE_MAX),
    starred: tree.starred,
    archived: tree.archived,
    createdAt: created,
    updatedAt: tree.updatedAt ?? latest,
    head: head ?? (messages.length > 0 ? messages.length - 1 : null),
    messages,
  }
}

const withinLimit = (text: string): string => {
  if (text.length > TEXT_MAX) throw new Unreadable('One of its messages is too long.')
  return storableText(text)
}

interface Step {
  node: Node
  /** The key of the nearest stored ancestor. */
  parent: string | null
}

/** From the first messages downwards, each branch after the others that started before it; without recursion. */
function walk(nodes: readonly Node[]): { ordered: Step[]; anchors: Map<string, string> } {
  if (nodes.length > MESSAGES_MAX) throw new Unreadable('It has too many messages.')
  const known = new Set(nodes.map(({ key }) => key))
  if (known.size < nodes.length) throw new Unreadable('Two of its messages have the same id.')
  const children = new Map<string | null, Node[]>()
  for (const node of nodes) {
    const parentKey = node.parentKey !== null && known.has(node.parentKey) ? node.parentKey : null
    const siblings = children.get(parentKey)
    if (siblings) siblings.push(node)
    else children.set(parentKey, [node])
  }
  const ordered: Step[] = []
  const anchors = new Map<string, string>()
  let seen = 0
  const waiting: Step[] = (children.get(null) ?? []).toReversed().map((node) => ({ node, parent: null }))
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const { node, parent } = step
    seen += 1
    if (node.said) ordered.push(step)
    const anchor = node.said ? node.key : parent
    if (anchor !== null) anchors.set(node.key, anchor)
    for (const child of (children.get(node.key) ?? []).toReversed())
      waiting.push({ node: child, parent: anchor })
  }
  if (seen < nodes.length) throw new Unreadable('Its messages form a loop.')
  return { ordered, anchors }
}
