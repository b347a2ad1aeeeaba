import type { Random } from './random.ts'
import type { Step } from './step.ts'

/**
 * Chooses among steps as the seed has it. Whoever is favoured runs ahead of the others for a while, and is not for ever:
 * mistakes need one who is slow at the wrong place more than they need everybody to take turns.
 */
export function openStepPicker(random: Random): (steps: readonly Step[]) => Step {
  const unfairness = random.pick([1, 10, 200])
  const changes = random.pick([0.01, 0.05])
  const weights = new Map<string, number>()
  const weightOf = ({ where: { process, actor } }: Step) => {
    const name = `${process} ${actor}`
    const known = weights.get(name)
    if (known !== undefined) return known
    const weight = unfairness ** random.next()
    weights.set(name, weight)
    return weight
  }
  return (steps) => {
    if (random.isLuckyBy(changes)) weights.clear()
    const weighed = steps.map((step) => ({ step, weight: weightOf(step) }))
    let left = random.next() * weighed.reduce((sum, { weight }) => sum + weight, 0)
    for (const { step, weight } of weighed) {
      left -= weight
      if (left < 0) return step
    }
    return steps.at(-1) as Step
  }
}
