import { ExportSeveral } from '#contract/shapes/conversation.ts'
import {
  jsonOf,
  markdownOf,
  noteConversationExport,
  readConversation,
} from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'

/** Exports selected conversations as one file, in chunks: as JSON that can be imported again, or as Markdown. */
export const exportSeveral = flow({
  name: 'conversation.export-several',
  permission: 'conversation:read',
  input: ExportSeveral,
  async run({ scope }, { conversationIds, format }) {
    const ids = [...new Set(conversationIds)]
    // All of them must be visible, or nothing is written.
    for (const conversationId of ids) await readConversation(scope, { conversationId })
    for (const id of ids) await noteConversationExport(scope, id)
    return format === 'json' ? jsonFile(scope, ids) : markdownFile(scope, ids)
  },
})

async function* jsonFile(scope: Scope, ids: readonly string[]): AsyncGenerator<string> {
  const head = { format: 'parley.conversations', version: 1, exportedAt: new Date().toISOString() }
  yield `${JSON.stringify(head).slice(0, -1)},"projects":[],"conversations":[`
  let separator = '\n'
  for (const id of ids) {
    if (scope.signal.aborted) return
    yield separator
    yield* jsonOf(scope, id)
    separator = ',\n'
  }
  yield ']}\n'
}

async function* markdownFile(scope: Scope, ids: readonly string[]): AsyncGenerator<string> {
  for (const id of ids) {
    if (scope.signal.aborted) return
    yield* markdownOf(scope, id)
    yield '\n'
  }
}
