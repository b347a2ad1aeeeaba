import type { MessageRow } from '#features/conversations/index.ts'

/**
 * A note for an agent after people answered in its place and gave the conversation back; empty if none did. Without it,
 * a model hands the conversation off again for the same question. `history` is newest first.
 */
export function operatorsAnsweredNote(
  history: readonly Pick<MessageRow, 'author_kind' | 'author_name' | 'role'>[],
): string {
  const names = history
    .filter(({ role, author_kind: kind }) => role === 'assistant' && kind === 'member')
    .map(({ author_name: name }) => name)
  if (names.length === 0) return ''
  const people = [...new Set(names)].toReversed().join(', ')
  return `People of our team answered in this conversation for a while (${people}), and gave it back to you. What was asked of a person before is settled: go on from what they said, keep to what they promised, and hand it over again only for something new.`
}
