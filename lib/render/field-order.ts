/**
 * Every field with a usual place, in one list: two fields are never in a different order in two places, except in
 * the lists named below. Each line is a group of fields that stand together.
 */
export const fields = `
  apiVersion apiGroup group kind metadata
  alert record expr for
  enabled server name generateName namespace labels annotations finalizers ownerReferences
  refreshInterval secretStoreRef metric target creationPolicy deletionPolicy
  type immutable stringData data binaryData encryptedData
  provisioner parameters reclaimPolicy volumeBindingMode allowVolumeExpansion
  apiGroups nonResourceURLs description

  repoURL chart targetRevision helm kustomize directory ref
  project source sources destination destinations syncPolicy automated prune selfHeal syncOptions ignoreDifferences

  scaleTargetRef targetRef
  minReplicas maxReplicas pollingInterval cooldownPeriod idleReplicaCount minReplicaCount maxReplicaCount
  serverAddress query queueName mode threshold activationThreshold
  instances imageName clusterSize clusterVersion image imagePullPolicy command args workingDir
  schedule timeZone concurrencyPolicy startingDeadlineSeconds suspend
  successfulJobsHistoryLimit failedJobsHistoryLimit jobTemplate
  completionMode completions parallelism backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished
  serviceName replicas revisionHistoryLimit minReadySeconds progressDeadlineSeconds podManagementPolicy
  minAvailable maxSurge maxUnavailable unhealthyPodEvictionPolicy
  clusterIP externalName publishNotReadyAddresses externalTrafficPolicy loadBalancerClass
  jobLabel namespaceSelector podSelector selector matchLabels matchExpressions ipBlock cidr except policyTypes
  strategy updateStrategy rollingUpdate canary blueGreen
  canaryService stableService activeService previewService trafficRouting analysis steps

  cpu memory ephemeral-storage storage size storageClass accessModes storageClassName volumeMode volumeName
  defaultRequest default min max
  exec grpc httpGet tcpSocket postStart preStop
  host hosts hostnames parentRefs gateways subset secretName
  ingressClassName defaultBackend tls interval issuerRef commonName dnsNames duration renewBefore
  mountPath key operator property secretKey path pathType subPath
  to from port containerPort number targetPort nodePort endPort appProtocol protocol scheme httpHeaders
  ingress egress ports endpoints
  http match matches filters route backend backendRefs service
  weight timeout retries
  value valueFrom values effect tolerationSeconds
  configMapRef secretRef configMapKeyRef secretKeyRef fieldRef resourceFieldRef optional
  envFrom env resources requests limits resourceNames verbs rules subjects roleRef
  livenessProbe readinessProbe startupProbe lifecycle
  initialDelaySeconds periodSeconds timeoutSeconds successThreshold failureThreshold

  serviceAccountName automountServiceAccountToken enableServiceLinks imagePullSecrets priorityClassName
  runtimeClassName restartPolicy terminationGracePeriodSeconds hostNetwork dnsPolicy dnsConfig
  securityContext
  runAsNonRoot runAsUser runAsGroup fsGroup fsGroupChangePolicy supplementalGroups
  privileged allowPrivilegeEscalation readOnlyRootFilesystem capabilities add drop seccompProfile
  volumeMounts volumeDevices initContainers containers volumes
  nodeSelector tolerations affinity nodeAffinity podAffinity podAntiAffinity topologySpreadConstraints
  requiredDuringSchedulingIgnoredDuringExecution preferredDuringSchedulingIgnoredDuringExecution
  podAffinityTerm preference
  maxSkew topologyKey whenUnsatisfiable labelSelector
  items defaultMode readOnly medium sizeLimit

  resource averageUtilization averageValue metrics
  behavior scaleUp scaleDown stabilizationWindowSeconds policies selectPolicy
  initialDelay count successCondition failureCondition failureLimit inconclusiveLimit provider
  scrapeTimeout honorLabels relabelings metricRelabelings
  sourceLabels separator targetLabel regex replacement action

  remoteRef dataFrom
  bootstrap superuserSecret enableSuperuserAccess postgresql walStorage monitoring backup
  fallback advanced triggers
  hard scopes scopeSelector groups
  template volumeClaimTemplates persistentVolumeClaimRetentionPolicy
  spec status
`;

/** Lists whose items are written in another order: these fields first, then the others as usual. */
export const listFields: Readonly<Record<string, string>> = {
  secretTargetRef: 'parameter',
  endpoints: 'port targetPort path interval',
  podMetricsEndpoints: 'port targetPort path interval',
  triggers: 'type name metricType metadata authenticationRef',
};

/** Maps whose keys are the user's, not fields of Kubernetes. */
export const userData = new Set(
  `labels annotations matchLabels nodeSelector data binaryData stringData encryptedData hard parameters volumeAttributes
   valuesObject commonLabels commonAnnotations additionalLabels`.split(/\s+/),
);
