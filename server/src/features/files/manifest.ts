import { maySeeConversation, filesOf } from '#features/conversations/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import type { ContentColumn } from '#platform/database/reseal-content.ts'
import { storeText } from './texts/keep-text.ts'
import { makeText, errorCodeOf } from './texts/make-text.ts'
import { rereadTexts } from './texts/reread-texts.ts'
import { fileText, fileTextsReread } from './job-kinds.ts'
import { moveSpent } from './spent/spent.ts'
import { findTexts } from './texts/text-store.ts'

/** The texts of visitors' uploads. A text belongs to its file: it moves and is deleted with it. */
const personalFileTexts: PersonalData = {
  name: 'fileTexts',
  move: ({ tx }, fromId, toId) => moveSpent(tx, fromId, toId),
  async collect(tx, visitorId) {
    const files = await filesOf(tx, visitorId)
    const texts = await findTexts(
      tx,
      files.map(({ id }) => id),
    )
    return texts.map(({ file_id: fileId, kind, text }) => ({ fileId, kind, text }))
  },
  async erase({ tx }, visitorId) {
    await moveSpent(tx, visitorId, null)
    return 0
  },
}

/** Columns with what people wrote, encrypted if the operator wants that. */
const contentColumns: readonly ContentColumn[] = [{ table: 'file_texts', column: 'text', key: ['file_id'] }]

const jobHandlers = [
  jobHandler(fileText, {
    work: makeText,
    // Each takes a thread, or waits for a provider.
    concurrency: 2,
    giveUp: (scope, { fileId }, fault) => storeText(scope, { fileId, errorCode: errorCodeOf(fault) }),
  }),
  jobHandler(fileTextsReread, { work: rereadTexts, concurrency: 1 }),
]

export const manifest: Manifest = {
  jobHandlers,
  contentColumns,
  personalData: [personalFileTexts],
}

/** Who may receive its events. */
export const audience = {
  'file.read': maySeeConversation,
  'file.uploaded': () => false,
  'file.quarantined': (actor: Actor): boolean => actor.permissions.has('audit:read'),
  'file-limits.changed': (actor: Actor): boolean => actor.permissions.has('tenant:manage'),
} as const
