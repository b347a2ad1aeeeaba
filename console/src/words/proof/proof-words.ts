import type { Words } from '../en.ts'
import { lazyWords } from '../lazy-words.ts'
import { useWords } from '../words.tsx'
import type { ProofWords } from './en.ts'

/** All words of the console, and those of test questions and of what nobody could answer. */
export type ProvingWords = Words & { proof: ProofWords }

const useLateProof = lazyWords<ProofWords>({
  en: async () => (await import('./en.ts')).proofEn,
  'zh-CN': async () => (await import('./zh-cn.ts')).proofZhCN,
  'zh-TW': async () => (await import('./zh-tw.ts')).proofZhTW,
})

export function useProofWords(): ProvingWords {
  const late = useLateProof()
  const words = useWords()
  return { ...words, proof: { ...words.proof, ...late } }
}
