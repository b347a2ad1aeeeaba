import { addDocument, createSource } from '#features/knowledge/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { createAgent } from '../create-agent.ts'
import { ABOUT_PARLEY } from './about-parley.ts'
import { ABOUT_PARLEY_ZH } from './about-parley-zh.ts'

/** By this name it is found again when first questions are suggested; who renames it has made it theirs. */
export const GUIDE = 'Guide'

const INSTRUCTIONS =
  'You explain Parley to people who are new to it, in the language of their question. Be brief, and keep to the documents.'

/** An agent that can be asked about Parley itself, with something to answer from. */
export async function placeGuide(context: CommandContext): Promise<void> {
  const source = await createSource.within(context, {
    name: 'About Parley',
    description: 'A first document, in English and Chinese. Delete it when you need it no more.',
  })
  for (const [name, text] of [
    ['About Parley.md', ABOUT_PARLEY],
    ['认识 Parley.md', ABOUT_PARLEY_ZH],
  ] as const)
    await addDocument.within(context, { sourceId: source.id, name, text })
  await createAgent.within(context, { name: GUIDE, instructions: INSTRUCTIONS, sourceIds: [source.id] })
}
