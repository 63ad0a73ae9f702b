"""How the engine is compiled for processors; accelerators are left to themselves."""

LEFT_OUT = (
    "cse_barrier_expander",  # forgets what is to be kept, and computes acts five times, once for each reader
    "while-loop-invariant-code-motion",  # widens tables ahead: more to read than to look up
    "cpu-parallel-task-assigner",  # hands parts to other cores, which draw futures of their own
)
COMPILING = {
    "xla_cpu_multi_thread_eigen": False,
    "xla_cpu_prefer_vector_width": 512,
    "xla_disable_hlo_passes": ",".join(LEFT_OUT),
}
