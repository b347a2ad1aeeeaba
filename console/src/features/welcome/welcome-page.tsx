import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Page } from '../../ui/page.tsx'
import { ConnectionForm } from '../models/connection-form.tsx'
import { Link } from '../../routing/link.tsx'
import { navigate, useFilter } from '../../routing/location.ts'
import { to } from '../../routing/route.ts'
import { useMay } from '../../data/me.ts'
import { useMessages } from '../../messages/messages.tsx'
import { FirstQuestions } from './first-questions.tsx'

const QUESTIONS = 'ask'

/** The first minute on a new server: a model, if one likes, and a first question. Any step can be left out. */
export function WelcomePage() {
  const { welcome, general } = useMessages()
  const may = useMay()
  const steps = useResource(resource('agents.firstSteps'))
  const [step, setStep] = useFilter('step')
  useDocumentTitle(`${welcome.title} · ${general.product}`)
  const ask = () => {
    refresh(resource('agents.firstSteps'))
    setStep(QUESTIONS)
  }
  return (
    <Page
      title={welcome.title}
      size={640}
      actions={
        <Button component={Link} href={to.conversations} variant="subtle">
          {welcome.skip}
        </Button>
      }
    >
      <ResourceView of={steps}>
        {({ hasModel, knowledgeBaseId }) =>
          step === QUESTIONS || hasModel || !may('model:manage') ? (
            <Step title={welcome.askTitle} text={welcome.askText}>
              <FirstQuestions />
              <Group justify="flex-end" mt="md" gap="xs">
                {!hasModel && may('model:manage') && (
                  <Button variant="subtle" onClick={() => setStep('')}>
                    {welcome.connect}
                  </Button>
                )}
                {knowledgeBaseId && may('knowledge:write') && (
                  <Button variant="default" component={Link} href={to.knowledgeBase(knowledgeBaseId)}>
                    {welcome.documents}
                  </Button>
                )}
                <Button onClick={() => navigate(to.newConversation())}>{welcome.own}</Button>
              </Group>
            </Step>
          ) : (
            <Step title={welcome.modelTitle} text={welcome.modelText}>
              <ConnectionForm
                connection={null}
                onDone={ask}
                besides={
                  <Button variant="subtle" onClick={ask}>
                    {welcome.later}
                  </Button>
                }
              />
            </Step>
          )
        }
      </ResourceView>
    </Page>
  )
}

function Step({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <Paper withBorder p="lg" radius="lg">
      <Stack gap={4} mb="md">
        <Text component="h2" size="lg" fw={650} m={0}>
          {title}
        </Text>
        <Text c="var(--quiet)">{text}</Text>
      </Stack>
      {children}
    </Paper>
  )
}
