/** List prices as the provider publishes them, in US dollars. */
const PER_MINUTE: Record<string, number> = {
  'whisper-1': 0.006,
  'gpt-4o-transcribe': 0.006,
  'gpt-4o-mini-transcribe': 0.003,
}
const PER_MILLION_CHARACTERS: Record<string, number> = { 'tts-1': 15, 'tts-1-hd': 30 }

const NANOS = 1e9

/** The cost of transcribing this many seconds, in billionths of a dollar; null if unknown. */
export function costOfListening(model: string, seconds: number | null): number | null {
  const price = PER_MINUTE[model]
  return price === undefined || seconds === null ? null : Math.round((seconds / 60) * price * NANOS)
}

/** The cost of synthesizing this many characters. */
export function costOfSpeaking(model: string, characters: number): number | null {
  const price = PER_MILLION_CHARACTERS[model]
  return price === undefined ? null : Math.round((characters / 1e6) * price * NANOS)
}
