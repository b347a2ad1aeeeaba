/** How good answers are, each between 0 and 1: trec_eval's ndcg_cut_10, recall_10 and recip_rank of the first ten. */
export interface Quality {
  readonly ndcg: number
  readonly recall: number
  readonly mrr: number
}

const PLACES = 10

const gain = (score: number, at: number) => score / Math.log2(at + 2)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Judges what was found for one question, best first and each once. */
export function judge(found: readonly string[], wanted: ReadonlyMap<string, number>): Quality {
  const scores = found.slice(0, PLACES).map((id) => wanted.get(id) ?? 0)
  const best = [...wanted.values()].sort((a, b) => b - a).slice(0, PLACES)
  const first = scores.findIndex((score) => score > 0)
  return {
    ndcg: sum(scores.map(gain)) / sum(best.map(gain)),
    recall: scores.filter((score) => score > 0).length / wanted.size,
    mrr: first === -1 ? 0 : 1 / (first + 1),
  }
}

/** The mean over questions. */
export const meanOf = (qualities: readonly Quality[]): Quality => ({
  ndcg: sum(qualities.map(({ ndcg }) => ndcg)) / qualities.length,
  recall: sum(qualities.map(({ recall }) => recall)) / qualities.length,
  mrr: sum(qualities.map(({ mrr }) => mrr)) / qualities.length,
})
