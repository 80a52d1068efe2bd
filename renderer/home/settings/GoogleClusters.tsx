/** The clusters of a project, over all locations. */
import { useState } from 'react';
import {
  type AppError,
  type ClusterList,
  type ClusterSettings,
  ClusterSettings as Fields,
  type GoogleCluster,
} from '../../../preload/contract';
import { visible } from '../../../preload/visible';
import { Button } from '../../ui/Button';
import { bridge } from '../../ui/bridge';
import { Problem } from '../../ui/Problem';
import { choose } from './choose';
import { Found } from './Found';

interface GoogleClustersProps {
  /** The project that is set, or null. */
  readonly project: string | null;
  readonly chosen: ClusterSettings;
  readonly onFail: (error: AppError) => void;
}

export function GoogleClusters(props: GoogleClustersProps) {
  const { chosen, onFail } = props;
  const [project, setProject] = useState(props.project ?? '');
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<ClusterList | AppError | null>(null);
  const wrong = Fields.shape.project.safeParse(project.trim()).error?.issues[0]?.message;
  const look = async () => {
    if (wrong !== undefined || busy) return;
    setBusy(true);
    const answer = await bridge.call('clusters.list', { project: project.trim() });
    setFound(answer.ok ? answer.value : answer.error);
    setBusy(false);
  };
  return (
    <>
      <div className="look">
        <label>
          Project
          <input
            className="ask-field"
            value={project}
            spellCheck={false}
            placeholder="Its id"
            onChange={(event) => setProject(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void look();
            }}
          />
        </label>
        <Button busy={busy} disabled={wrong !== undefined} onPress={() => void look()}>
          {busy ? 'Looking…' : 'Find clusters'}
        </Button>
      </div>
      {project.trim() !== '' && wrong !== undefined ? (
        <p className="second tone-warn">{`This cannot be a project: ${wrong}.`}</p>
      ) : null}
      {found !== null && 'code' in found ? <Problem error={found} /> : null}
      {found !== null && 'clusters' in found ? (
        <Clusters list={found} chosen={chosen} onFail={onFail} />
      ) : null}
    </>
  );
}

function Clusters(props: Omit<GoogleClustersProps, 'project'> & { list: ClusterList }) {
  const { list, chosen, onFail } = props;
  const { clusters, missing } = list;
  return (
    <>
      {missing.length === 0 ? null : (
        <p className="second tone-warn selectable">
          {`There may be more: ${visible(missing.join(', '))} did not answer.`}
        </p>
      )}
      {clusters.length === 0 && missing.length === 0 ? (
        <p className="second">This project has no clusters.</p>
      ) : null}
      <Found
        label="Clusters"
        entries={clusters.map((cluster) => ({
          key: `${cluster.location}/${cluster.name}`,
          title: cluster.name,
          detail: `${cluster.location}, ${stateWords(cluster)}, ${cluster.version}`,
          chosen: isChosen(cluster, chosen),
          usable: USABLE.has(cluster.status),
          choose: () => void choose(chosenOf(cluster), onFail),
        }))}
      />
    </>
  );
}

function chosenOf({ project, location, name }: GoogleCluster) {
  return { way: 'gke' as const, project, location, clusterName: name };
}

function isChosen(cluster: GoogleCluster, chosen: ClusterSettings): boolean {
  const { way, project, location, clusterName } = chosen;
  const isSamePlace = project === cluster.project && location === cluster.location;
  return way === 'gke' && isSamePlace && clusterName === cluster.name;
}

/** States in which pods can be made. */
const USABLE = new Set(['RUNNING', 'RECONCILING', 'DEGRADED']);

const STATES: Readonly<Record<string, string>> = {
  RUNNING: 'ready',
  RECONCILING: 'ready, being changed',
  PROVISIONING: 'being made',
  STOPPING: 'being removed',
  ERROR: 'broken',
  DEGRADED: 'needs repair',
};

function stateWords({ status, autopilot }: GoogleCluster): string {
  const state = STATES[status] ?? status.toLowerCase();
  return autopilot ? `${state}, Autopilot` : state;
}
