#!/usr/bin/env bash
# Gives the current cluster six simulated nodes in three zones (kwok), and takes its own out of service: containers are
# simulated, everything else is real.
set -euo pipefail
release=https://github.com/kubernetes-sigs/kwok/releases/download/v0.7.0
kubectl apply -f "$release/kwok.yaml"
kubectl apply -f "$release/stage-fast.yaml"
kubectl -n kube-system rollout status deployment/kwok-controller --timeout=180s
kubectl cordon --selector=kubernetes.io/os=linux
for index in 1 2 3 4 5 6; do
  zone=$(echo abc | cut -c $(((index - 1) % 3 + 1)))
  kubectl apply -f - <<NODE
apiVersion: v1
kind: Node
metadata:
  name: node-$index
  annotations: {kwok.x-k8s.io/node: fake}
  labels:
    kubernetes.io/hostname: node-$index
    kubernetes.io/os: linux
    kubernetes.io/arch: amd64
    topology.kubernetes.io/zone: region-1$zone
status:
  allocatable: {cpu: "16", memory: 64Gi, pods: "110"}
  capacity: {cpu: "16", memory: 64Gi, pods: "110"}
NODE
done
