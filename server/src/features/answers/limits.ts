import { openModel } from '#features/budgets/index.ts'
import type { LanguageModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { languageOf } from '#platform/lexical/language-of.ts'
import type { Composition } from './composition.ts'

/** Whose budgets an answer counts towards, and what becomes of it when one is used up. */
export interface Spending {
  agentId: string | null
  /** The member or visitor who is answered; null where nobody is. */
  personId: string | null
  /** Whether a person may be asked for instead. */
  hasPerson: boolean
  /** Whether nothing but a model's own words will do. */
  mustBeModel?: boolean
}

/**
 * The model that answers as far as budgets allow, and the one for background completions. What acts on the answer is told
 * in it.
 */
export async function openLimits(
  scope: Scope,
  model: string | null,
  { mustBeModel = false, hasPerson, ...spender }: Spending,
  { composition, question }: { composition: Composition; question: string },
): Promise<[model: LanguageModel, backgroundModel: LanguageModel]> {
  const backgroundModel = await openModel(scope, model, spender)
  if (mustBeModel) return [backgroundModel, backgroundModel]
  const told = new Set<string>()
  const answering = await openModel(scope, model, {
    ...spender,
    hasPerson,
    told(threshold) {
      if (threshold === 'warned' || told.has(threshold)) return
      told.add(threshold)
      if (threshold === 'knowledge-only')
        composition.take({ type: 'text-delta', text: limitedNotice(question) })
      composition.addPart({ type: 'limited', threshold })
    },
  })
  return [answering, backgroundModel]
}

const notices = {
  en: 'For now I can only quote our documents.',
  'zh-CN': '目前只能引用文档原文来回答。',
  'zh-TW': '目前只能引用文件原文來回答。',
}

/** Says that no model answers, in the language of the question; nobody's money is spoken of. */
const limitedNotice = (question: string): string => notices[languageOf(question)]
