import { Button, Group } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import { client } from '../../../data/console-client.ts'
import type { WrittenText } from '../../conversations/composer.tsx'
import { AgentIcon, LanguageIcon, StopIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useCopilotMessages } from '../../../messages/copilot/copilot-messages.ts'
import { drafting } from '../inbox-keys.ts'
import { useCopilotAction } from './use-copilot-action.ts'
import type { useDrafting } from './use-drafting.ts'

interface CopilotToolsProps {
  conversationId: string
  field: RefObject<WrittenText | null>
  drafts: ReturnType<typeof useDrafting>
}

/** Drafts an answer, and puts what one wrote into the language of whoever gets it. */
export function CopilotTools({ conversationId, field, drafts: { draft, isDrafting } }: CopilotToolsProps) {
  const t = useCopilotMessages()
  const doing = useCopilotAction()
  const [original, setOriginal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    drafting.set(() => void draft())
    return () => drafting.set(null)
  })
  const translate = async () => {
    const text = field.current?.text.trim() ?? ''
    if (text === '') return toast({ text: t.writeFirst })
    setBusy(true)
    await doing(async () => {
      const translated = await client.copilot.translateAnswer(conversationId, { text })
      field.current?.setText(translated.text)
      setOriginal(text)
    })
    setBusy(false)
  }
  const back = () => {
    field.current?.setText(original ?? '')
    setOriginal(null)
  }
  return (
    <Group gap={4} wrap="wrap">
      <Button
        size="compact-xs"
        variant="default"
        leftSection={isDrafting ? <StopIcon size={14} /> : <AgentIcon size={14} />}
        onClick={() => void draft()}
      >
        {isDrafting ? t.stop : t.draft}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<LanguageIcon size={14} />}
        loading={isBusy}
        onClick={() => (original === null ? void translate() : back())}
      >
        {original === null ? t.translateAnswer : t.original}
      </Button>
    </Group>
  )
}
