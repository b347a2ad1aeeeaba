import type { ModelFailure } from '#contract/error-codes.ts'

type Sentences = Record<ModelFailure, string>

/** Why a model could not answer, for everybody. */
export const modelFailuresEn: Sentences = {
  model_key_refused: 'The model provider rejected the API key.',
  model_not_found: 'The model provider does not have this model, or its URL is wrong.',
  model_not_connected: 'This agent’s model is not connected.',
  model_rate_limited: 'The model provider is rate limiting requests. Try again soon.',
  model_quota_exceeded: 'The account with the model provider is out of credit.',
  model_overloaded: 'The model provider is overloaded. Try again soon.',
  model_failed: 'The model provider had an error. Try again.',
  model_timed_out: 'The model took too long to answer. Try again.',
  model_unreachable: 'The model provider cannot be reached.',
  model_content_refused: 'The model provider refused this content. Try rephrasing it.',
  model_context_exceeded: 'This conversation is too long for the model. Start a new one or send less.',
  model_request_refused: 'The model provider rejected the request.',
}

export const modelFailuresZhCN: Sentences = {
  model_key_refused: '模型提供方拒绝了所设置的密钥。',
  model_not_found: '模型提供方没有这个模型，或地址有误。',
  model_not_connected: '这个智能体的模型没有连接。',
  model_rate_limited: '模型提供方目前限制了请求次数，请稍后再试。',
  model_quota_exceeded: '模型提供方的账户额度已用完。',
  model_overloaded: '模型提供方目前过载，请稍后再试。',
  model_failed: '模型提供方出错了，请重试。',
  model_timed_out: '模型太久没有回答，请重试。',
  model_unreachable: '无法连接模型提供方。',
  model_content_refused: '模型提供方拒绝处理这些内容，请换个说法。',
  model_context_exceeded: '会话对这个模型来说太长了。请新建会话，或减少内容。',
  model_request_refused: '模型提供方拒绝了请求。',
}

export const modelFailuresZhTW: Sentences = {
  model_key_refused: '模型供應商拒絕了所設定的金鑰。',
  model_not_found: '模型供應商沒有這個模型，或位址有誤。',
  model_not_connected: '這個智慧體的模型沒有連接。',
  model_rate_limited: '模型供應商目前限制了請求次數，請稍後再試。',
  model_quota_exceeded: '模型供應商的帳戶額度已用完。',
  model_overloaded: '模型供應商目前過載，請稍後再試。',
  model_failed: '模型供應商出錯了，請重試。',
  model_timed_out: '模型太久沒有回答，請重試。',
  model_unreachable: '無法連線到模型供應商。',
  model_content_refused: '模型供應商拒絕處理這些內容，請換個說法。',
  model_context_exceeded: '對話對這個模型來說太長了。請新增對話，或減少內容。',
  model_request_refused: '模型供應商拒絕了請求。',
}
