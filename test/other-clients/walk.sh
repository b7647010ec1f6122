#!/usr/bin/env bash
# Walks the life of computes on the stand-alone simulator with other people's clients: curl, az rest and Microsoft's Python
# management client. What is not installed is skipped, and said. Ends with 1 when a step did not hold.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
node=$(node -p process.execPath)
"$node" bin/aml-workbench.js simulator --speed 120 --cert-dir "$folder" >"$folder/simulator.json" &
simulator=$!
# shellcheck disable=SC2317  # called by the trap
finish() {
  kill "$simulator" 2>/dev/null || true
  wait "$simulator" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
for _ in $(seq 100); do
  [ -s "$folder/simulator.json" ] && break
  sleep 0.1
done

fact() { "$node" -p "JSON.parse(fs.readFileSync('$folder/simulator.json', 'utf8')).$1"; }
endpoint=$(fact endpoint) authority=$(fact authority) ca=$(fact caFile) tenant=$(fact tenantId)
client=$(fact clientId) secret=$(fact clientSecret)
place="/subscriptions/$(fact subscriptionId)/resourceGroups/$(fact resourceGroup)/providers/Microsoft.MachineLearningServices/workspaces/$(fact workspaceName)"
export REQUESTS_CA_BUNDLE=$ca

step() { printf '  ok  %s\n' "$1"; }
fail() {
  printf 'FAIL  %s\n' "$1"
  exit 1
}
field() { "$node" -e "let text='';process.stdin.on('data',d=>text+=d).on('end',()=>{const v=JSON.parse(text);console.log($1)})"; }
cluster() { printf '{"location":"westeurope","properties":{"computeType":"AmlCompute","properties":{"vmSize":"Standard_DS3_v2","scaleSettings":{"minNodeCount":0,"maxNodeCount":%s,"nodeIdleTimeBeforeScaleDown":"PT5M"}}}}' "$1"; }

# The same lives for every client that can send a request: `ask METHOD PATH [BODY]` prints the answer's body.
walk() {
  local name=$1
  local url="$place/computes/$name?api-version=2023-04-01"
  [ "$(ask GET "$place?api-version=2023-04-01" | field v.name)" = "$(fact workspaceName)" ] || fail 'the workspace is read'
  step 'the workspace is read'
  ask PUT "$url" "$(cluster 2)" >/dev/null
  until_is Succeeded "$url"
  step 'a cluster is created'
  ask PATCH "$url" '{"properties":{"properties":{"scaleSettings":{"minNodeCount":0,"maxNodeCount":4}}}}' >/dev/null
  until_is Succeeded "$url"
  [ "$(ask GET "$url" | field v.properties.properties.scaleSettings.maxNodeCount)" = 4 ] || fail 'it is scaled'
  step 'it is scaled'
  ask POST "$place/computes/$name/listNodes?api-version=2023-04-01" | field 'v.nodes.length' >/dev/null
  step 'its nodes are listed'
  walk_job "$name"
  ask DELETE "$url&underlyingResourceAction=Delete" >/dev/null
  until_gone "$url"
  step 'it is deleted'
  walk_instance "$1-ci"
  walk_attachment "$1-adf"
}
# A job, sent to the cluster of that name and cancelled.
walk_job() {
  local url="$place/jobs/job-of-$1?api-version=2023-04-01" environment
  environment="$place/environments/AzureML-sklearn-1.5/versions/25"
  ask PUT "$url" "{\"properties\":{\"jobType\":\"Command\",\"command\":\"echo hello\",\"environmentId\":\"$environment\",\"computeId\":\"$place/computes/$1\"}}" >/dev/null
  ask POST "$place/jobs/job-of-$1/cancel?api-version=2023-04-01" >/dev/null
  for _ in $(seq 100); do
    case $(ask GET "$url" | field v.properties.status) in
      Canceled)
        step 'a job is sent and cancelled'
        return
        ;;
    esac
    sleep 0.3
  done
  fail 'a job is sent and cancelled'
}
# An instance, stopped, started and restarted.
walk_instance() {
  local url="$place/computes/$1?api-version=2023-04-01" action
  ask PUT "$url" '{"location":"westeurope","properties":{"computeType":"ComputeInstance","properties":{"vmSize":"Standard_DS3_v2"}}}' >/dev/null
  until_is Running "$url" v.properties.properties.state
  step 'an instance is created'
  for action in stop start restart; do
    ask POST "$place/computes/$1/$action?api-version=2023-04-01" >/dev/null
    if [ "$action" = stop ]; then until_is Stopped "$url" v.properties.properties.state; else until_is Running "$url" v.properties.properties.state; fi
    step "it does what $action says"
  done
  ask DELETE "$url&underlyingResourceAction=Delete" >/dev/null
  until_gone "$url"
  step 'it is deleted'
}
# A data factory of the user's own, attached and detached.
walk_attachment() {
  local url="$place/computes/$1?api-version=2023-04-01" factory
  factory="/subscriptions/$(fact subscriptionId)/resourceGroups/$(fact resourceGroup)/providers/Microsoft.DataFactory/factories/adf-team"
  ask PUT "$url" "{\"location\":\"westeurope\",\"properties\":{\"computeType\":\"DataFactory\",\"resourceId\":\"$factory\"}}" >/dev/null
  until_is Succeeded "$url"
  [ "$(ask GET "$url" | field v.properties.isAttachedCompute)" = true ] || fail 'a data factory is attached'
  step 'a data factory is attached'
  ask DELETE "$url&underlyingResourceAction=Detach" >/dev/null
  until_gone "$url"
  step 'it is detached'
}
until_gone() {
  for _ in $(seq 100); do
    ask GET "$1" >/dev/null 2>&1 || return 0
    sleep 0.3
  done
  fail 'it is gone'
}
until_is() {
  for _ in $(seq 100); do
    [ "$(ask GET "$2" | field "${3:-v.properties.provisioningState}")" = "$1" ] && return
    sleep 0.3
  done
  fail "it is $1"
}

if command -v curl >/dev/null; then
  printf 'curl %s\n' "$(curl --version | head -1 | cut -d' ' -f2)"
  # The secret goes in by standard input: what is on the command line, everybody sees.
  token=$(printf 'grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s' "$client" "$secret" "$endpoint/.default" |
    curl -fsS --cacert "$ca" --data @- "$authority/$tenant/oauth2/v2.0/token" | field v.access_token)
  ask() {
    printf 'header = "authorization: Bearer %s"\n' "$token" |
      curl -fsS -K - --cacert "$ca" -X "$1" -H 'content-type: application/json' ${3:+--data "$3"} "$endpoint$2"
  }
  walk curl-cluster
else
  printf 'SKIPPED: curl is not installed\n'
fi

if command -v az >/dev/null; then
  printf 'az %s\n' "$(az version --output tsv --query '"azure-cli"' 2>/dev/null)"
  export AZURE_CONFIG_DIR=$folder/az AZURE_CORE_COLLECT_TELEMETRY=no AZURE_CORE_ONLY_SHOW_ERRORS=yes
  # az asks Microsoft's public service about every authority that it does not know but that of an AD FS.
  az cloud register --name simulator --endpoint-resource-manager "$endpoint/" --endpoint-active-directory "$authority/adfs"
  az cloud set --name simulator
  # az takes a secret on its command line only; this one opens nothing but the simulator, and not for longer than it runs.
  az login --service-principal --username "$client" --password "$secret" --tenant "$tenant" >/dev/null
  ask() { az rest --method "$1" --url "$2" ${3:+--body "$3"}; }
  walk az-cluster
else
  printf 'SKIPPED: az is not installed\n'
fi

python=
for each in python3 /usr/bin/python3; do
  if "$each" -c 'import azure.identity, azure.mgmt.machinelearningservices' 2>/dev/null; then python=$each && break; fi
done
if [ -n "$python" ]; then
  printf 'azure-mgmt-machinelearningservices %s\n' "$("$python" -c 'import azure.mgmt.machinelearningservices as m; print(m.VERSION)')"
  "$python" test/other-clients/walk.py "$folder/simulator.json"
else
  printf 'SKIPPED: no Python here has azure-identity and azure-mgmt-machinelearningservices\n'
fi
# It could not be installed where this was written: a walk by it would be one that nobody has tried. So that is said instead.
printf 'SKIPPED: the Python SDK v2 (azure-ai-ml) is not walked here\n'
