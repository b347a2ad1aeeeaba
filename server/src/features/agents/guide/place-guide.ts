import { addDocument, createKnowledgeBase } from '#features/knowledge/index.ts'
import { hasQuota } from '#features/tenants/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { createAgent } from '../agents.ts'
import { ABOUT_PARLEY } from './about-parley.ts'
import { ABOUT_PARLEY_ZH } from './about-parley-zh.ts'

/** By this name it is found again when first questions are suggested; who renames it has made it theirs. */
export const GUIDE = 'Guide'

const INSTRUCTIONS =
  'You explain Parley to people who are new to it, in the language of their question. Be brief, and keep to the documents.'

const DOCUMENTS = [
  ['About Parley.md', ABOUT_PARLEY],
  ['认识 Parley.md', ABOUT_PARLEY_ZH],
] as const

/** An agent that can be asked about Parley itself, with something to answer from, where the quota allows it. */
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
