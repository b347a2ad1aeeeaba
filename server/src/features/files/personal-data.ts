import { filesOf } from '#features/conversations/index.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import { moveSpent } from './spent/spent.ts'
import { findTexts } from './texts/text-store.ts'

/** What the uploads of visitors say. A text belongs to its file: it moves with it, and goes with it. */
export const personalFileTexts: PersonalData = {
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
