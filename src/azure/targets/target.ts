import type { V2Type } from '../compute-yaml/v2-types.ts';
import type { CliV1Target } from '../export/cli-v1-targets.ts';
import type { V1Target } from '../export/v1-targets.ts';
import type { V2Target } from '../export/v2-targets.ts';
import type { AttachableKind, Json } from '../gateway.ts';
import type { GuideSection } from '../guide.ts';
import type { ComputeType } from '../model.ts';
import type { StepFacts } from '../next-steps/facts.ts';
import type { Place } from '../place.ts';
import type { Draft, FieldKind, FormFacts } from './field.ts';

/** The kinds of compute target: those of the REST API, and four that are nothing to create. */
export type TargetId = ComputeType | 'local' | 'ContainerInstances' | 'Functions' | 'IoTEdge';

/** What a target can be used for, as Microsoft's documents list it. Text qualifies a yes. */
export type Uses = {
  readonly training: boolean | string;
  readonly automl: boolean | string;
  readonly pipelines: boolean;
  readonly designer: boolean;
  readonly batch: boolean;
  readonly realTime: boolean | string;
};

export type Standing = 'current' | 'preview' | 'legacy' | 'retired';

/** Facts that hold for a kind of target whatever the form says. */
export type Target = {
  readonly id: TargetId;
  readonly title: string;
  /** What the user does to have one: create it, attach something that exists, or nothing in the workspace. */
  readonly verb: 'create' | 'attach' | 'guide';
  readonly standing: Standing;
  /** How an entry leaves the workspace. `detach` never touches the resource itself. */
  readonly removal: 'delete' | 'detach' | 'none';
  /** It runs command jobs, submitted to it by name. */
  readonly commandJobs?: true;
  /** Everything else about it; not needed for the first frame, so it is fetched after that. */
  readonly parts: () => Promise<TargetParts>;
};

/** How a language makes one: from nothing, of a resource that exists, or the sentence why it cannot. */
export type Made<Printer> = {
  readonly create?: Printer;
  readonly attach?: Printer;
  readonly why?: string;
};

/** What is said of a kind of target whatever the form says. */
export type TargetWords = {
  readonly about: string;
  readonly notes: readonly string[];
  readonly uses: Uses;
  /** What its standing means here: what replaced it, or since when it is gone. */
  readonly standingNote?: string;
  /** How long creating or attaching it usually takes, where documents say so. */
  readonly typicalDuration?: string;
  /** One sentence. */
  readonly changeableLater?: string;
};

/** What a kind of target is made of beyond its facts. What is absent does not exist for it: no form, no command, no YAML. */
export type TargetParts = {
  readonly words: TargetWords;
  readonly form?: TargetForm;
  /** The second generation: az ml v2 and the Python SDK v2. */
  readonly v2?: V2Target;
  /** Its YAML, when it is read from a file. */
  readonly yaml?: V2Type;
  readonly cliV1?: Made<CliV1Target>;
  readonly pythonV1?: Made<V1Target>;
  /** What to do with one that is there, in the order of usefulness. */
  readonly steps?: (facts: StepFacts) => readonly GuideSection[];
  /** Of what is nothing to create: what to know and to run. */
  readonly guide?: (facts: GuideFacts) => readonly GuideSection[];
};

/** What pages of guidance are made for. */
export type GuideFacts = {
  readonly place: Place;
  /** The port that a web service on this computer would listen on. */
  readonly port: number;
  /** Origin of the Azure Machine Learning studio; absent where there is none. */
  readonly studio?: string;
};

/** One field as a screen needs it. */
export type FieldInfo = {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly kind: FieldKind;
  readonly group: string;
};

/** What is said about one field of a draft. */
export type FieldVerdict = { readonly is: 'ok' | 'warn' | 'block'; readonly words: string };

/** US dollars an hour at list price, VM only; undefined when a price is unknown. */
export type Cost = { readonly atMin?: number; readonly atMax?: number };

/** What the checks before a write need to know, whatever the target. */
export type Claims = {
  readonly computeType: ComputeType;
  /** The region of its machines. */
  readonly location: string;
  readonly uniqueIn: 'workspace' | 'region';
  readonly vmSize?: string;
  readonly priority: 'Dedicated' | 'LowPriority';
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Whether its number of nodes may be changed later. */
  readonly scales: boolean;
  readonly subnetId?: string;
  readonly identityIds: readonly string[];
  readonly attaches?: Attachment;
};

/** The machines that a form asks for. */
export type Machines = Pick<Claims, 'location' | 'priority' | 'minNodes' | 'maxNodes'> & {
  readonly vmSize: string;
  /** Nodes that it has already, when it is a change. */
  readonly heldNodes: number;
};

/** What of the user's own a compute is attached to. */
export type Attachment = {
  readonly of: AttachableKind;
  readonly resourceId: string;
  /** Of Kubernetes: another attachment with the same one would be in its way; with another one it would not. */
  readonly namespace?: string;
  /** Where it is reached over SSH: what entries of early SDKs have instead of a resource id. */
  readonly address?: string;
  readonly port?: number;
};

/** A draft that can be sent. */
export type Plan = {
  readonly name: string;
  /** The body of the PUT, exactly as it will be sent. */
  readonly body: Json;
  readonly warnings: readonly string[];
  readonly cost: Cost;
  /** Paths into the body, keys joined by dots, that hold secrets: they are masked wherever the body is shown. */
  readonly secrets: readonly string[];
  readonly claims: Claims;
  readonly job?: undefined;
};

/** What the checks before a job is submitted need to know. */
export type JobClaims = {
  /** The name of the compute in this workspace. */
  readonly compute: string;
  /** Nodes. */
  readonly count: number;
  /** An ARM id, or an address in a registry. */
  readonly environmentId: string;
};

/** A job that can be submitted: the body is that of the PUT of a job. */
export type JobPlan = Omit<Plan, 'claims' | 'job'> & { readonly claims?: undefined; readonly job: JobClaims };

/** Whatever a form can plan. */
export type AnyPlan = Plan | JobPlan;

export type Checked<P extends AnyPlan = Plan> = {
  /** By the name of the field; of the visible ones only. */
  readonly fields: Readonly<Record<string, FieldVerdict>>;
  /** Rules between fields that are broken. */
  readonly blocks: readonly string[];
  /** As soon as size and node counts mean something, whatever else is missing. */
  readonly cost?: Cost;
  /** What of the quota it is about, likewise; absent where no machines are asked for. */
  readonly machines?: Machines;
  /** Present when nothing blocks. */
  readonly plan?: P;
};

/** A form whose draft becomes a plan of that kind. */
export type Form<P extends AnyPlan> = {
  /** All of them, in the order in which they are asked. */
  readonly fields: readonly FieldInfo[];
  readonly initial: (facts: FormFacts) => Draft;
  /** Those that matter for what the draft chooses. */
  readonly visible: (draft: Draft) => readonly FieldInfo[];
  /** Never throws. A field that the draft lacks counts as it is in a new form. */
  readonly check: (draft: Draft, facts: FormFacts) => Checked<P>;
};

/** The form of a compute to be made or changed. */
export type TargetForm = Form<Plan>;

export type AnyForm = Form<Plan> | Form<JobPlan>;
