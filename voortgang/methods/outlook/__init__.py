"""What may come: forecasts through the queue, when the norm is met, and how good earlier forecasts were."""
