"""The metrics that AWS publishes for load balancers, ECS and RDS, and the dimensions under which it does."""

from __future__ import annotations

from collections.abc import Mapping

Dimensions = frozenset[frozenset[str]]


def _sets(*names: str) -> Dimensions:
    return frozenset(frozenset(name.split()) for name in names)


_BALANCER = _sets("LoadBalancer", "LoadBalancer AvailabilityZone")
_GROUP = _sets(
    "LoadBalancer TargetGroup",
    "LoadBalancer TargetGroup AvailabilityZone",
    "TargetGroup",
    "TargetGroup AvailabilityZone",
)
_SERVICE = _sets("ClusterName ServiceName")
_CLUSTER = _sets("ClusterName")
_TASK = _sets("ClusterName TaskDefinitionFamily")
_DATABASE = _sets(
    "DBInstanceIdentifier",
    "DBClusterIdentifier",
    "DBClusterIdentifier Role",
    "DatabaseClass",
    "EngineName",
    "SourceRegion",
)

_ELB = "AWS/ApplicationELB"
_ECS = "AWS/ECS"
_INSIGHTS = "ECS/ContainerInsights"
_RDS = "AWS/RDS"

_NAMES: Mapping[tuple[str, str], Dimensions] = {
    (
        _ELB,
        """ActiveConnectionCount ClientTLSNegotiationErrorCount ConsumedLCUs
        DesyncMitigationMode_NonCompliant_Request_Count DroppedInvalidHeaderRequestCount
        ForwardedInvalidHeaderRequestCount HTTP_Fixed_Response_Count
        HTTP_Redirect_Count HTTP_Redirect_Url_Limit_Exceeded_Count HTTPCode_ELB_3XX_Count HTTPCode_ELB_4XX_Count
        HTTPCode_ELB_5XX_Count HTTPCode_ELB_500_Count HTTPCode_ELB_502_Count HTTPCode_ELB_503_Count
        HTTPCode_ELB_504_Count IPv6ProcessedBytes IPv6RequestCount NewConnectionCount ProcessedBytes
        RejectedConnectionCount RuleEvaluations""",
    ): _BALANCER,
    (
        _ELB,
        """HealthyHostCount UnHealthyHostCount HealthyStateDNS HealthyStateRouting UnhealthyStateDNS
        UnhealthyStateRouting RequestCountPerTarget AnomalousHostCount MitigatedHostCount""",
    ): _GROUP,
    (
        _ELB,
        """HTTPCode_Target_2XX_Count HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count HTTPCode_Target_5XX_Count
        RequestCount TargetConnectionErrorCount TargetResponseTime TargetTLSNegotiationErrorCount""",
    ): _BALANCER | _GROUP,
    (_ECS, "CPUUtilization MemoryUtilization"): _SERVICE | _CLUSTER,
    (_ECS, "CPUReservation MemoryReservation GPUReservation"): _CLUSTER,
    (_ECS, "EBSFilesystemUtilization ActiveServicesCount"): _SERVICE | _CLUSTER,
    (_INSIGHTS, "DesiredTaskCount RunningTaskCount PendingTaskCount DeploymentCount RestartCount"): _SERVICE,
    (_INSIGHTS, "TaskCount ServiceCount ContainerInstanceCount"): _CLUSTER,
    (
        _INSIGHTS,
        """CpuUtilized CpuReserved MemoryUtilized MemoryReserved NetworkRxBytes NetworkTxBytes StorageReadBytes
        StorageWriteBytes EphemeralStorageUtilized EphemeralStorageReserved""",
    ): _SERVICE | _CLUSTER | _TASK,
    (
        _RDS,
        """BinLogDiskUsage BurstBalance CheckpointLag CPUCreditBalance CPUCreditUsage CPUSurplusCreditBalance
        CPUSurplusCreditsCharged CPUUtilization ConnectionAttempts DatabaseConnections DBLoad DBLoadCPU DBLoadNonCPU
        DBLoadRelativeToNumVCPUs Deadlocks DiskQueueDepth DiskQueueDepthLogVolume EBSByteBalance% EBSIOBalance%
        FailedSQLServerAgentJobsCount FreeableMemory FreeLocalStorage FreeStorageSpace FreeStorageSpaceLogVolume
        MaximumUsedTransactionIDs NetworkReceiveThroughput NetworkThroughput NetworkTransmitThroughput
        OldestReplicationSlotLag ReadIOPS ReadLatency ReadThroughput ReplicaLag ReplicationSlotDiskUsage
        ServerlessDatabaseCapacity ACUUtilization SwapUsage TransactionLogsDiskUsage TransactionLogsGeneration
        VolumeBytesUsed VolumeReadIOPs VolumeWriteIOPs WriteIOPS WriteLatency WriteThroughput AuroraReplicaLag
        BufferCacheHitRatio CommitLatency CommitThroughput EngineUptime""",
    ): _DATABASE,
}

PUBLISHED: Mapping[tuple[str, str], Dimensions] = {
    (namespace, name): dimensions for (namespace, names), dimensions in _NAMES.items() for name in names.split()
}
"""The sets of dimensions of each metric, by namespace and name (user guides of ELB, ECS, CloudWatch and RDS)."""

ATTRIBUTES: Mapping[str, frozenset[str | None]] = {
    "LoadBalancer": frozenset({"LoadBalancerFullName"}),
    "TargetGroup": frozenset({"TargetGroupFullName"}),
    "ServiceName": frozenset({"Name"}),
    "ClusterName": frozenset({None}),
    "DBInstanceIdentifier": frozenset({None}),
    "DBClusterIdentifier": frozenset({None}),
}
"""The attribute of a resource that is the value of a dimension; None stands for `Ref`."""
