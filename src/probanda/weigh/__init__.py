"""Who copied whom, who contradicts whom, which way a finding bears, and how far its source goes."""
