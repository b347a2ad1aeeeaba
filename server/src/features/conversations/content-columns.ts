import type { ContentColumn } from '#platform/database/reseal-content.ts'
import type { Searched } from '#contract/shapes/conversation.ts'
import type { MessagePart } from '#contract/message-parts.ts'
import { sealParts, sealSearched } from './seal-parts.ts'

/** What people wrote here, sealed where the operator wants that. */
export const contentColumns: readonly ContentColumn[] = [
  {
    table: 'messages',
    column: 'parts',
    key: ['id'],
    render: (parts, contents) => JSON.stringify(sealParts(parts as MessagePart[], contents)),
  },
  { table: 'conversations', column: 'title', key: ['id'] },
  {
    table: 'replies',
    column: 'searched',
    key: ['id'],
    render: (searched, contents) => JSON.stringify(sealSearched(searched as Searched, contents)),
  },
  { table: 'files', column: 'name', key: ['id'] },
]
