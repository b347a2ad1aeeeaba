import type { ToolRule, ToolVerdict } from '#contract/shapes/tool-consent.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import { matches } from './pattern.ts'

type JudgedTool = Pick<ExternalTool, 'name' | 'listedAs' | 'hasEffect' | 'isReadOnly' | 'asksOnceTainted'>

/** What is known at the moment of a call. */
export interface Circumstances {
  readonly rules: readonly ToolRule[]
  /** Whether text from outside has been read, which may have asked for the call. */
  readonly isTainted: boolean
  /** Whether somebody said that this tool needs no consent in this conversation. */
  readonly isGranted: boolean
  /** Whether the call goes to an address that nobody named, which can carry away what was read. */
  readonly leadsAway?: boolean
}

export interface Judgement {
  readonly verdict: ToolVerdict
  /** Whether it would be allowed, had no text from outside been read. */
  readonly isForTaint: boolean
  readonly personMayDecide: boolean
}

/** What lists and policies call a tool. */
export const keyOf = ({ name, listedAs }: Pick<ExternalTool, 'name' | 'listedAs'>): string => listedAs ?? name

const changesNothing = ({ hasEffect, isReadOnly }: JudgedTool): boolean => isReadOnly ?? !hasEffect

/**
 * Whether a tool may be called. Of the rules that name it `deny` wins, then `ask`, then `allow`; where none does, what
 * changes nothing is allowed and the rest is asked for.
 */
export function judge(
  tool: JudgedTool,
  { rules, isTainted, isGranted, leadsAway = false }: Circumstances,
): Judgement {
  const naming = rules.filter(({ pattern }) => matches(pattern, keyOf(tool)))
  const isThere = (verdict: ToolVerdict) => naming.some((rule) => rule.verdict === verdict)
  const personMayDecide = naming.some((rule) => rule.personMayDecide)
  if (isThere('deny')) return { verdict: 'deny', isForTaint: false, personMayDecide }
  const isAllowed = isGranted || (!isThere('ask') && (isThere('allow') || changesNothing(tool)))
  if (!isAllowed) return { verdict: 'ask', isForTaint: false, personMayDecide }
  // A consent that was given before the text was read says nothing of what the text asks for.
  const isTrusted =
    (changesNothing(tool) && !leadsAway && !tool.asksOnceTainted) ||
    naming.some(({ verdict, allowTainted }) => verdict === 'allow' && allowTainted)
  return isTainted && !isTrusted
    ? { verdict: 'ask', isForTaint: true, personMayDecide }
    : { verdict: 'allow', isForTaint: false, personMayDecide }
}

/** Whether what a tool answers was written by anybody, who may have put orders into it. */
export const taints = ({ isOpenWorld, origin }: Pick<ExternalTool, 'isOpenWorld' | 'origin'>): boolean =>
  isOpenWorld ?? origin !== 'built-in'
