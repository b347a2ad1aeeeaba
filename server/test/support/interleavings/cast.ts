import { type Accident, crashAfter, freezeAfter } from './accidents.ts'
import { cancellerAt } from './actors/canceller.ts'
import { listenerAt } from './actors/listener.ts'
import { repeater } from './actors/repeater.ts'
import { takerAt } from './actors/taker.ts'
import { writerAt } from './actors/writer.ts'
import type { Random } from './random.ts'
import type { Actor } from './run.ts'

interface Cast {
  /** Those for whose end it is waited. */
  readonly actors: readonly { readonly name: string; readonly act: Actor }[]
  /** Those who follow what happens for as long as anything does. */
  readonly listeners: readonly { readonly name: string; readonly act: Actor }[]
  readonly accidents: readonly Accident[]
}

const PROCESSES = ['A', 'B']
const OTHERS_MAX = 3
const CHOICES_BEFORE_ACCIDENT = 120

/** Chooses who acts in a run, and what goes wrong besides. Somebody always writes. */
export function castFor(random: Random): Cast {
  const others = [
    { name: 'ben', act: writerAt('B') },
    { name: 'taker', act: takerAt(random.pick(PROCESSES)) },
    { name: 'canceller', act: cancellerAt(random.pick(PROCESSES)) },
    { name: 'rea', act: repeater },
  ]
  const chosen = new Set(Array.from({ length: 1 + random.below(OTHERS_MAX) }, () => random.pick(others)))
  const listeners = [{ name: 'listener', act: listenerAt(random.pick(PROCESSES)) }]
  const [crashes, freezes] = [random.isLuckyBy(0.25), random.isLuckyBy(0.25)]
  return {
    actors: [{ name: 'ann', act: writerAt('A') }, ...chosen],
    listeners: random.isLuckyBy(0.5) ? listeners : [],
    accidents: [
      ...(crashes ? [crashAfter(random.below(CHOICES_BEFORE_ACCIDENT), random.pick(PROCESSES))] : []),
      ...(freezes ? [freezeAfter(random.below(CHOICES_BEFORE_ACCIDENT), random.pick(PROCESSES))] : []),
    ],
  }
}
