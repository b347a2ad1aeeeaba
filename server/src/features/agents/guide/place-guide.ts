import { addDocument, createKnowledgeBase } from '#features/knowledge/index.ts'
import { hasQuota } from '#features/tenants/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { createAgent } from '../agents.ts'
import { ABOUT_PARLEY } from './about-parley.ts'
import { ABOUT_PARLEY_ZH } from './about-parley-zh.ts'

/** First questions are suggested if there is an agent of this name; a renamed one belongs to its user. */
export const GUIDE = 'Guide'

const INSTRUCTIONS =
  'You explain Parley to people who are new to it, in the language of their question. Be brief, and keep to the documents.'

const DOCUMENTS = [
  ['About Parley.md', ABOUT_PARLEY],
  ['认识 Parley.md', ABOUT_PARLEY_ZH],
] as const

/** Creates an agent that answers questions about Parley, with a document to answer from, if the quota allows it. */
export async function placeGuide(context: CommandContext): Promise<void> {
  const storageBytes = DOCUMENTS.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0)
  if (!(await hasQuota(context, { documents: DOCUMENTS.length, storageBytes }))) return
  const knowledgeBase = await createKnowledgeBase.within(context, {
    name: 'About Parley',
    description: 'A first document, in English and Chinese. Delete it when you need it no more.',
  })
  for (const [name, text] of DOCUMENTS)
    await addDocument.within(context, { knowledgeBaseId: knowledgeBase.id, name, text })
  await createAgent.within(context, {
    name: GUIDE,
    instructions: INSTRUCTIONS,
    knowledgeBaseIds: [knowledgeBase.id],
  })
}
