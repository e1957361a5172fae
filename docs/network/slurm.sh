#!/bin/sh
#SBATCH --job-name=loa-network
#SBATCH --array=0-15
#SBATCH --cpus-per-task=1
#SBATCH --mem=600M
# sbatch slurm.sh, in the folder of the network, which lies on a disk that all nodes reach.
# After a node was lost: sbatch --array=3,7 slurm.sh builds what these two left undone, for
# LOA_SHARDS is then still 16.
export LOA_SHARDS=16
exec loa network build --shard auto --now "${LOA_DAY:?set LOA_DAY to the day, as 2026-11-30}"
