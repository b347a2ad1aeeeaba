const TONES_HZ = [660, 880]
const TONE_S = 0.14
const LOUDNESS = 0.08

let held: AudioContext | null = null

/** Two soft tones. A browser that plays nothing before the first click stays silent. */
export function chime() {
  const audio = (held ??= new AudioContext())
  for (const [at, hertz] of TONES_HZ.entries()) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const start = audio.currentTime + at * TONE_S
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(LOUDNESS, start)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + TONE_S * 2)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + TONE_S * 2)
  }
}
