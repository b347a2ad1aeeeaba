import type { SourcePart } from '#contract/message-parts.ts'
import type { FoundPassage } from './passage.ts'
export const citePassages = (_a: string, _p: number, _x: readonly FoundPassage[]): SourcePart[] => []
