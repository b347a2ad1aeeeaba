import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One passage that can be found. */
export interface CorpusEntry {
  readonly _id: string
  readonly title?: string
  readonly text: string
}

export interface Question {
  readonly _id: string
  readonly text: string
  /** What was said before, oldest first. */
  readonly history?: readonly { role: string; text: string }[]
}

/** Passages, questions in one or more wordings, and which passages answer them, as BEIR lays them out. */
export interface QuestionSet {
  readonly name: string
  readonly corpus: readonly CorpusEntry[]
  /** By wording: '' for queries.jsonl, else what stands in queries.<wording>.jsonl. */
  readonly wordings: ReadonlyMap<string, readonly Question[]>
  /** How well a passage answers a question, by the ids of both. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>
}

const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')

export const readJsonLines = <T>(path: string): T[] => linesOf(path).map((line) => JSON.parse(line) as T)

/** The folders below `folder` that hold a set. */
export const setsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'qrels.tsv')))
    .sort()

export function readSet(folder: string, name: string): QuestionSet {
  const wordings = readdirSync(join(folder, name)).flatMap((file): [string, Question[]][] => {
    const wording = /^queries(?:\.([\w-]+))?\.jsonl$/.exec(file)
    return wording ? [[wording[1] ?? '', readJsonLines<Question>(join(folder, name, file))]] : []
  })
  return {
    name,
    corpus: readJsonLines<CorpusEntry>(join(folder, name, 'corpus.jsonl')),
    wordings: new Map(wordings.sort(([a], [b]) => (a < b ? -1 : 1))),
    judgements: readJudgements(join(folder, name, 'qrels.tsv')),
  }
}

function readJudgements(path: string): Map<string, Map<string, number>> {
  const judgements = new Map<string, Map<string, number>>()
  for (const line of linesOf(path)) {
    const [question = '', passage = '', score] = line.split('\t')
    // The header has no number.
    if (!(Number(score) > 0)) continue
    const known = judgements.get(question) ?? new Map<string, number>()
    judgements.set(question, known.set(passage, Number(score)))
  }
  return judgements
}
