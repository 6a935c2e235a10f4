import type { Remark } from './judged';

/** What kube-linter says in `--format json`, as far as it is read here. */
interface Report {
  readonly Reports: readonly Said[] | null;
}

interface Said {
  readonly Check: string;
  readonly Object: { readonly K8sObject: { readonly Namespace: string; readonly Name: string; readonly GroupVersionKind: { readonly Kind: string } } };
}

/** The remarks in a report; one without any says `null`. */
export function remarksIn(report: string): readonly Remark[] {
  if (!report.startsWith('{')) throw new Error(`kube-linter says ${report.slice(0, 200)}`);
  const { Reports } = JSON.parse(report) as Report;
  if (Reports === undefined) throw new Error('kube-linter reports in another form');
  return (Reports ?? []).map(({ Check, Object: { K8sObject } }) => ({
    check: Check,
    kind: K8sObject.GroupVersionKind.Kind,
    namespace: K8sObject.Namespace,
    name: K8sObject.Name,
  }));
}
