import type { ToolRule, ToolVerdict } from '#contract/shapes/tool-consent.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import { matches } from './pattern.ts'

type JudgedTool = Pick<ExternalTool, 'name' | 'listedAs' | 'hasEffect' | 'isReadOnly' | 'asksOnceTainted'>

/** The facts at the time of a call. */
export interface Circumstances {
  readonly rules: readonly ToolRule[]
  /** Whether text from outside has been read, which may have asked for the call. */
  readonly isTainted: boolean
  /** Whether somebody allowed this tool for the whole conversation. */
  readonly isGranted: boolean
  /** Whether the call goes to an address that nobody named, and so could leak what was read. */
  readonly leadsAway?: boolean
}

export interface Judgement {
  readonly verdict: ToolVerdict
  /** Whether it would be allowed if no text from outside had been read. */
  readonly isForTaint: boolean
  readonly personMayDecide: boolean
}

/** The name of a tool in lists and policies. */
export const keyOf = ({ name, listedAs }: Pick<ExternalTool, 'name' | 'listedAs'>): string => listedAs ?? name

const changesNothing = ({ hasEffect, isReadOnly }: JudgedTool): boolean => isReadOnly ?? !hasEffect

/**
 * Whether a tool may be called. Of the rules that match, `deny` wins, then `ask`, then `allow`; if none matches,
 * read-only tools are allowed and all others need approval.
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
  // An approval from before the text was read does not cover what the text asks for.
  const isTrusted =
    (changesNothing(tool) && !leadsAway && !tool.asksOnceTainted) ||
    naming.some(({ verdict, allowTainted }) => verdict === 'allow' && allowTainted)
  return isTainted && !isTrusted
    ? { verdict: 'ask', isForTaint: true, personMayDecide }
    : { verdict: 'allow', isForTaint: false, personMayDecide }
}

/** Whether a tool's output may come from anyone, who may have put instructions into it. */
export const taints = ({ isOpenWorld, origin }: Pick<ExternalTool, 'isOpenWorld' | 'origin'>): boolean =>
  isOpenWorld ?? origin !== 'built-in'
