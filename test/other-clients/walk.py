"""Walks the life of computes and of a job on the stand-alone simulator with Microsoft's Python management client.

Reads the simulator's own line of JSON from the file named first on the command line, and trusts the certificate through
REQUESTS_CA_BUNDLE. Ends with 0 when every step held, with 1 at the first that did not.
"""

import json
import sys
import uuid

from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential
from azure.mgmt.machinelearningservices import MachineLearningServicesMgmtClient
from azure.mgmt.machinelearningservices import models


def step(words, holds):
    print(("  ok  " if holds else "FAIL  ") + words)
    if not holds:
        sys.exit(1)


def refused(words, status, code, call):
    try:
        call()
    except HttpResponseError as error:
        found = (error.status_code, error.error.code if error.error else None)
        step(f"{words}: {found}", found == (status, code))
        return
    step(f"{words}: was not refused", False)


with open(sys.argv[1], encoding="utf-8") as file:
    facts = json.load(file)

# An authority of one's own is not one that Microsoft's public service knows of: it is not asked. The switch has had two names.
credential = ClientSecretCredential(
    facts["tenantId"],
    facts["clientId"],
    facts["clientSecret"],
    authority=facts["authority"],
    instance_discovery=False,
    disable_instance_discovery=True,
)
client = MachineLearningServicesMgmtClient(
    credential,
    facts["subscriptionId"],
    base_url=facts["endpoint"],
    credential_scopes=[facts["endpoint"] + "/.default"],
)
place = (facts["resourceGroup"], facts["workspaceName"])
soon = {"polling_interval": 1}

workspace = client.workspaces.get(*place)
step("the workspace is read", workspace.name == facts["workspaceName"])
before = {compute.name for compute in client.compute.list(*place)}
step(f"{len(before)} computes are listed", len(before) > 0)
step("usages are listed", any(True for _ in client.usages.list(workspace.location)))
step("sizes are listed", len(client.virtual_machine_sizes.list(workspace.location).value) > 0)

cluster = models.ComputeResource(
    location=workspace.location,
    properties=models.AmlCompute(
        properties=models.AmlComputeProperties(
            vm_size="Standard_DS3_v2",
            vm_priority="Dedicated",
            scale_settings=models.ScaleSettings(
                min_node_count=0, max_node_count=2, node_idle_time_before_scale_down="PT5M"
            ),
        )
    ),
)
made = client.compute.begin_create_or_update(*place, "py-cluster", cluster, **soon).result()
step("a cluster is created", made.properties.provisioning_state == "Succeeded")

scale = models.ClusterUpdateParameters(
    properties=models.ScaleSettingsInformation(
        scale_settings=models.ScaleSettings(min_node_count=1, max_node_count=3)
    )
)
client.compute.begin_update(*place, "py-cluster", scale, **soon).result()
scaled = client.compute.get(*place, "py-cluster").properties.properties.scale_settings
step("it is scaled", (scaled.min_node_count, scaled.max_node_count) == (1, 3))
step("its nodes are listed", client.compute.list_nodes(*place, "py-cluster") is not None)

refused(
    "Detach of a managed cluster",
    400,
    "BadArgument",
    lambda: client.compute.begin_delete(*place, "py-cluster", "Detach", **soon).result(),
)

job_name = "py-" + uuid.uuid4().hex[:8]
environments = list(client.environment_containers.list(*place))
step("environments are listed", len(environments) > 0)
environment = environments[0]
version = environment.properties.latest_version or "1"
job = models.JobBase(
    properties=models.CommandJob(
        command="echo hello",
        environment_id=f"{environment.id}/versions/{version}",
        compute_id=made.id,
        display_name="hello",
    )
)
sent = client.jobs.create_or_update(*place, job_name, job)
step(f"a job is sent: {sent.properties.status}", sent.name == job_name)
step("it is listed", any(each.name == job_name for each in client.jobs.list(*place)))
client.jobs.begin_cancel(*place, job_name, **soon).result()
step("it is cancelled", client.jobs.get(*place, job_name).properties.status in ("CancelRequested", "Canceled"))

instance = models.ComputeResource(
    location=workspace.location,
    properties=models.ComputeInstance(
        properties=models.ComputeInstanceProperties(vm_size="Standard_DS3_v2")
    ),
)
name = "py-ci-box"
client.compute.begin_create_or_update(*place, name, instance, **soon).result()
step("an instance is created", client.compute.get(*place, name).properties.properties.state == "Running")
refused(
    "start of an instance that runs",
    400,
    "StartComputeInstanceOnlyAllowedInStoppedState",
    lambda: client.compute.begin_start(*place, name, **soon).result(),
)


def wait_for(state):
    for _ in range(600):
        found = client.compute.get(*place, name).properties.properties.state
        if found == state:
            return True
    return False


client.compute.begin_stop(*place, name, **soon).result()
step("it is stopped", wait_for("Stopped"))
client.compute.begin_start(*place, name, **soon).result()
step("it is started", wait_for("Running"))
client.compute.begin_restart(*place, name, **soon).result()
step("it is restarted", wait_for("Running"))

factory = models.ComputeResource(
    location=workspace.location,
    properties=models.DataFactory(
        resource_id=f"/subscriptions/{facts['subscriptionId']}/resourceGroups/{facts['resourceGroup']}"
        "/providers/Microsoft.DataFactory/factories/adf-team"
    ),
)
client.compute.begin_create_or_update(*place, "py-factory", factory, **soon).result()
step("a data factory is attached", client.compute.get(*place, "py-factory").properties.is_attached_compute)
refused(
    "Delete of what is attached",
    400,
    "BadArgument",
    lambda: client.compute.begin_delete(*place, "py-factory", "Delete", **soon).result(),
)
client.compute.begin_delete(*place, "py-factory", "Detach", **soon).result()
step("datastores are listed", any(each.properties.is_default for each in client.datastores.list(*place)))

for each in (name, "py-cluster"):
    client.compute.begin_delete(*place, each, "Delete", **soon).result()
step("both are deleted", {compute.name for compute in client.compute.list(*place)} == before)
