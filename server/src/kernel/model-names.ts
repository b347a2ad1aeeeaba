/** Models that providers list besides chat models. */
const NOT_FOR_TALKING =
  /embed|whisper|tts|dall-e|moderation|transcribe|realtime|audio|image|sora|babbage|davinci|rerank|ocr|speech|asr|wan\d|paraformer|cosyvoice|minilm|(?:^|[/-])(?:bge|gte|e5|m3e)-/i

/** Whether a model is a chat model, judging by its name: not one for embeddings, audio or images. */
export const isForTalking = (model: string): boolean => !NOT_FOR_TALKING.test(model)
