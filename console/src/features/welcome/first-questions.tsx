import { Button, Loader, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { client } from '../../data/console-client.ts'
import { send } from '../conversations/outbox.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { toast } from '../../ui/toasts.ts'
import { navigate } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'

const LOOK_AGAIN_MS = 1_000

/** Questions that the guide has an answer to; one click asks. Nothing where there is no guide. */
export function FirstQuestions() {
  const t = useMessages()
  const { value } = useResource(resource('agents.firstSteps'))
  const [asked, setAsked] = useState<string | null>(null)
  const isWaiting = value !== undefined && value.guideId !== null && !value.isGuideReady
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(refresh, LOOK_AGAIN_MS, resource('agents.firstSteps').key)
    return () => clearInterval(timer)
  }, [isWaiting])
  if (!value || value.guideId === null) return null
  const { guideId } = value
  const ask = async (question: string) => {
    setAsked(question)
    try {
      const { id } = await client.conversations.open({ agentId: guideId })
      void send({ conversationId: id, text: question, files: [], origin: null, agentName: '' })
      navigate(to.conversation(id))
    } catch (error) {
      setAsked(null)
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  if (isWaiting)
    return (
      <Text c="var(--quiet)" role="status">
        <Loader size="xs" mr="xs" /> {t.welcome.preparing}
      </Text>
    )
  return (
    <Stack gap="xs">
      {t.welcome.questions.map((question) => (
        <Button
          key={question}
          variant="light"
          justify="start"
          h="auto"
          py="xs"
          styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
          loading={asked === question}
          disabled={asked !== null && asked !== question}
          onClick={() => ask(question)}
        >
          {question}
        </Button>
      ))}
    </Stack>
  )
}
