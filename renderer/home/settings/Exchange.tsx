/** Settings as a file: saved without secrets, and read with a look at what would change. */
import './exchange.css';
import { useState } from 'react';
import type { AppError, EffectiveSetting, FilePlan } from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { PlanSheet } from './PlanSheet';

interface ExchangeProps {
  readonly list: readonly EffectiveSetting[];
  readonly onFail: (error: AppError) => void;
}

export function Exchange({ list, onFail }: ExchangeProps) {
  const [plan, setPlan] = useState<FilePlan | null>(null);
  const [told, setTold] = useState('');
  const save = async () => {
    const answer = await bridge.call('settings.export');
    if (!answer.ok) onFail(answer.error);
    else if (answer.value !== null) setTold(`Saved as ${visible(answer.value)}.`);
  };
  const look = async () => {
    setTold('');
    const answer = await bridge.call('settings.plan');
    if (answer.ok) setPlan(answer.value);
    else onFail(answer.error);
  };
  const make = async (count: string) => {
    setPlan(null);
    const answer = await bridge.call('settings.import');
    if (!answer.ok) return onFail(answer.error);
    setTold(`${count} changed.`);
    await bridge.call('places.list');
  };
  return (
    <div className="exchange">
      <p className="text-2">
        A file of the settings has no secrets in it, and nothing of sessions. What Terraform made is
        taken over from the file that “terraform output -json” printed.
      </p>
      <div className="exchange-acts">
        <Button onPress={() => void save()}>Export…</Button>
        <Button onPress={() => void look()}>Import…</Button>
        <span role="status" className="text-2">
          {told}
        </span>
      </div>
      {plan === null ? null : (
        <PlanSheet plan={plan} list={list} onImport={make} onClose={() => setPlan(null)} />
      )}
    </div>
  );
}
