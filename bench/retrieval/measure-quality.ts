import type { Scope } from '#kernel/scope.ts'
import { measureWording } from '#test/support/retrieval/ask-library.ts'
import { fillLibrary } from '#test/support/retrieval/library.ts'
import type { Quality } from '#test/support/retrieval/quality.ts'
import { type CorpusEntry, readSet } from '#test/support/retrieval/question-set.ts'
import type { Goals } from './goals.ts'

/** The row of the table for one wording of one set. */
export interface QualityRow extends Quality {
  readonly name: string
  readonly questions: number
  readonly floor: readonly [number, number] | null
  readonly goal: readonly [number, number] | null
}

/** How well the questions of a set are answered from its passages, among distractors. */
export async function measureQuality(
  scope: Scope,
  folder: string,
  setName: string,
  goals: Goals,
  distractors: readonly CorpusEntry[],
): Promise<QualityRow[]> {
  const set = readSet(folder, setName)
  const library = await fillLibrary(scope, setName, [...set.corpus, ...distractors])
  const rows: QualityRow[] = []
  for (const wording of set.wordings.keys()) {
    const name = wording === '' ? setName : `${setName}/${wording}`
    const { floor = null, goal = null } = goals[name] ?? {}
    rows.push({ name, floor, goal, ...(await measureWording(scope, library, set, wording)) })
  }
  return rows
}

const figures = (values: readonly number[] | null): string =>
  values === null ? '–' : values.map((value) => value.toFixed(3)).join(' / ')

export const qualityTable = (rows: readonly QualityRow[]): string =>
  [
    '| set | questions | nDCG@10 / recall@10 / MRR@10 | floor | goal | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${row.questions} | ${figures([row.ndcg, row.recall, row.mrr])} | ${figures(row.floor)} | ${figures(row.goal)} | ${verdict(row)} |`,
    ),
  ].join('\n')

const reaches = (row: Quality, [ndcg, recall]: readonly [number, number]): boolean =>
  round(row.ndcg) >= ndcg && round(row.recall) >= recall

const round = (value: number): number => Math.round(value * 1_000) / 1_000

export const isBelowFloor = (row: QualityRow): boolean => row.floor !== null && !reaches(row, row.floor)

const verdict = (row: QualityRow): string =>
  isBelowFloor(row) ? 'below the floor' : row.goal === null ? '' : reaches(row, row.goal) ? 'goal' : 'floor'
