/** What providers list beside the models that one can talk to. */
const NOT_FOR_TALKING =
  /embed|whisper|tts|dall-e|moderation|transcribe|realtime|audio|image|sora|babbage|davinci|rerank|ocr|speech|asr|wan\d|paraformer|cosyvoice|minilm|(?:^|[/-])(?:bge|gte|e5|m3e)-/i

/** Whether a model of that name holds conversations, as far as a name tells: not one for vectors, sound or pictures. */
export const isForTalking = (model: string): boolean => !NOT_FOR_TALKING.test(model)
