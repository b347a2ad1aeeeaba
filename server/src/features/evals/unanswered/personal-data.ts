import { sql } from 'kysely'
import { idsOfVisitor } from '#features/conversations/index.ts'
import type { PersonalData } from '#kernel/personal-data.ts'

/** Questions that only one visitor has asked, and no operator has answered. */
export const personalQuestions: PersonalData = {
  name: 'unansweredQuestions',
  move: async () => {},
  async collect(tx, visitorId) {
    const { conversationIds } = await idsOfVisitor(tx, visitorId)
    if (conversationIds.length === 0) return []
    return tx
      .selectFrom('unanswered_questions')
      .select(['id', 'question', 'times'])
      .where(sql<boolean>`conversation_id = ANY(${conversationIds}::uuid[])`)
      .orderBy('id')
      .execute()
  },
  async erase({ tx, emit }, visitorId) {
    const { conversationIds } = await idsOfVisitor(tx, visitorId)
    if (conversationIds.length === 0) return 0
    const rows = await tx
      .deleteFrom('unanswered_questions')
      .where(sql<boolean>`conversation_id = ANY(${conversationIds}::uuid[])`)
      .where('times', '=', 1)
      .where('answer', '=', '')
      .returning('id')
      .execute()
    for (const { id } of rows)
      emit({ type: 'unanswered-question.changed', payload: { unansweredQuestionId: id } })
    return rows.length
  },
}
