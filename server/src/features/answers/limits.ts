import { openModel } from '#features/budgets/index.ts'
import type { LanguageModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { languageOf } from '#platform/lexical/language-of.ts'
import type { Composition } from './composition.ts'

/** Whose budgets an answer counts towards, and what happens when one is used up. */
export interface Spending {
  agentId: string | null
  /** The member or visitor who gets the answer; null for nobody. */
  personId: string | null
  /** Whether a person can answer instead. */
  hasPerson: boolean
  /** Whether only a model can provide the answer. */
  mustBeModel?: boolean
}

/**
 * The model that answers within the budgets, and the one for background completions. Budget notices are written into
 * the answer.
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

/** The notice that no model can answer, in the language of the question. It does not mention budgets or money. */
const limitedNotice = (question: string): string => notices[languageOf(question)]
